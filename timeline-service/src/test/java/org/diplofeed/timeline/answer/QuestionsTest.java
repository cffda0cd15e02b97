package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What client apps ask beside one position. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class QuestionsTest {

    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.published();
        RestAssured.requestSpecification = Stories.asReader();
    }

    @Test
    void the_positions_of_an_actor_come_by_issue() {
        RestAssured.get("/v1/positions?holder=RUS")
                .then()
                .statusCode(200)
                .body("items.holder", everyItem(is("RUS")))
                .body("items.issueId", hasItems("ua.nato-join", "proc.public-terms"));
    }

    @Test
    void the_matrix_has_a_cell_for_each_position_that_is_held() {
        RestAssured.get("/v1/matrix?holder=UKR&holder=RUS&issue=ua.nato-join")
                .then()
                .statusCode(200)
                .body("cells", hasSize(2))
                .body("cells.stance", hasItems(2, -2));
    }

    @Test
    void the_timeline_pages_through_everything_in_order_of_valid_time() {
        // given
        var ids = new ArrayList<String>();
        String cursor = null;

        // when
        do {
            var page = RestAssured.given()
                    .queryParam("limit", 7)
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .get("/v1/timeline")
                    .then()
                    .statusCode(200)
                    .extract();
            ids.addAll(page.<List<String>>path("items.id"));
            cursor = page.path("next");
        } while (cursor != null);

        // then
        assertThat(ids)
                .hasSize(60)
                .doesNotHaveDuplicates()
                .startsWith("st.trump-quick".equals(ids.getFirst()) ? "st.trump-quick" : "st.nato.z01");
    }

    @Test
    void the_timeline_can_be_filtered() {
        RestAssured.get("/v1/timeline?actor=p.chalyi&from=2022-03-01&to=2022-03-31")
                .then()
                .statusCode(200)
                .body("items.id", is(List.of("st.nato.z08")));
    }

    @Test
    void an_imprecise_time_stays_what_it_is() {
        RestAssured.get("/v1/statements/st.us-draft-v1")
                .then()
                .statusCode(200)
                .body("state", equalTo("RECORDED"))
                .body("revisions[0].record.occurred.precision", equalTo("RANGE"))
                .body("revisions[0].record.occurred.from", equalTo("2025-11-24"));
    }

    @Test
    void the_shifts_are_the_four_of_the_nato_question() {
        RestAssured.get("/v1/shifts?standing=true")
                .then()
                .statusCode(200)
                .body(
                        "items.told.confirmedBy",
                        containsInAnyOrder("st.nato.r05", "st.nato.z06", "st.nato.z07", "st.nato.z09"))
                .body("items.standing", everyItem(is(true)));
    }

    @Test
    void a_meeting_says_which_side_confirms_it() {
        RestAssured.get("/v1/meetings/mtg.dmitriev-witkoff")
                .then()
                .statusCode(200)
                .body("meeting.phase", equalTo("ANNOUNCED"))
                .body("meeting.agreement", equalTo("UNILATERAL"))
                .body("meeting.sides.find { it.side == 'USA' }.confirmation", equalTo("NOT_CONFIRMED"));
        RestAssured.get("/v1/meetings?unconfirmedBy=USA")
                .then()
                .statusCode(200)
                .body("items.meetingId", hasItem("mtg.dmitriev-witkoff"))
                .body("items.meetingId", not(hasItem("mtg.kremlin-2025-12-02")));
    }

    @Test
    void a_claim_that_two_sides_contradict_is_disputed() {
        RestAssured.get("/v1/claims/clm.pokrovsk-captured")
                .then()
                .statusCode(200)
                .body("claim.status", equalTo("DISPUTED"));
        RestAssured.get("/v1/claims?status=DISPUTED&disputedBy=UKR")
                .then()
                .statusCode(200)
                .body("items.claimId", is(List.of("clm.pokrovsk-captured")));
        RestAssured.get("/v1/notices?kind=CLAIM_DISPUTED")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void actors_and_issues_are_listed() {
        RestAssured.get("/v1/actors?limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("next", not(nullValue()));
        RestAssured.get("/v1/issues/ua.nato-join")
                .then()
                .statusCode(200)
                .body("defined.proposition", equalTo("Ukraine joins NATO"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeline?cursor=nonsense",
                "timeline?knownAt=yesterday",
                "timeline?limit=0",
                "timeline?validat=2022-01-01",
                "timeline?kind=SPEECH",
                "timeline?text=%20",
                "timeline?actor=",
                "documents?kind=VOTE",
                "statements?kind=MEETING_REPORT",
                "timeline?from=2025-12-05&to=2025-12-01",
                "meetings?from=2025-12-05&to=2025-12-01",
                "meetings?agreement=PARTIAL",
                "positions?stance=3",
                "positions?conditional=maybe",
                "shifts?standing=maybe"
            })
    void a_question_that_cannot_be_what_was_meant_is_a_problem(String question) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/v1/" + question)
                .then()
                .statusCode(400);
    }

    @Test
    void answers_say_what_they_refer_to() {
        Stories.settled();
        RestAssured.get("/v1/timeline")
                .then()
                .body("asOf.knownAt", not(nullValue()))
                .body("asOf.position.statements", startsWith("statement/"))
                .body("settled", is(true))
                .body("completeness", equalTo("ok"));
    }
}
