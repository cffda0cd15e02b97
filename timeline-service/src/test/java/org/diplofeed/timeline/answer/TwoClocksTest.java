package org.diplofeed.timeline.answer;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists and searches at other clocks than now, and the difference between two of them. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class TwoClocksTest {
    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.published();
        RestAssured.requestSpecification = Stories.asReader();
    }

    @Test
    void positions_are_listed_as_they_were_held_then() {
        RestAssured.get("/v1/positions?holder=UKR&issue=ua.nato-join&validAt=2022-01-01")
                .then()
                .statusCode(200)
                .body("items.stance", is(List.of(2)))
                .body("asOf.validAt", equalTo("2022-01-01T23:59:59.999999Z"));
        RestAssured.get("/v1/positions?holder=UKR&stance=0&validAt=2022-01-01")
                .then()
                .body("items.issueId", not(hasItem("ua.nato-join")));
        RestAssured.get("/v1/positions?holder=UKR&validAt=2021-01-01").then().body("items", hasSize(0));
    }

    @Test
    void the_matrix_is_that_of_then() {
        RestAssured.get("/v1/matrix?holder=UKR&holder=RUS&issue=ua.nato-join&validAt=2021-11-20")
                .then()
                .statusCode(200)
                .body("cells.holder", is(List.of("UKR")));
    }

    @Test
    void what_nobody_had_heard_of_is_in_no_list() {
        for (var list : List.of("positions", "meetings", "claims", "timeline", "actors")) {
            RestAssured.get("/v1/" + list + "?knownAt=2000-01-01")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
        }
    }

    @Test
    void meetings_and_claims_are_listed_as_they_stood_then() {
        RestAssured.get("/v1/meetings?validAt=2025-11-20&phase=HELD")
                .then()
                .statusCode(200)
                .body("items.meetingId", hasItem("mtg.geneva-2025-11"))
                .body("items.meetingId", not(hasItem("mtg.kremlin-2025-12-02")));
        RestAssured.get("/v1/claims?validAt=2025-11-10&status=DISPUTED")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void what_was_learned_between_two_moments_is_listed_with_what_changed() {
        RestAssured.get("/v1/changes?knownFrom=2000-01-01&limit=200")
                .then()
                .statusCode(200)
                .body("items.change", hasItem("NEW"))
                .body("items.find { it.about == ['st.nato.r05'] }.positions[0].before.firmness", equalTo("STATED"))
                .body("items.find { it.about == ['st.nato.r05'] }.positions[0].after.firmness", equalTo("RED_LINE"))
                .body("items.collectMany { it.claims.claimId }", hasItem("clm.pokrovsk-captured"))
                .body("items.collectMany { it.meetings.meetingId }", hasItem("mtg.dmitriev-witkoff"));
    }

    @Test
    void a_change_lists_what_its_own_record_changed_and_not_what_was_recorded_in_the_same_moment() {
        // given: the two stories were recorded at the same times
        var ofOne = "items.findAll { it.about[0].startsWith('st.nato.') }";

        // when
        var changes = RestAssured.get("/v1/changes?knownFrom=2000-01-01&limit=200");

        // then
        changes.then()
                .statusCode(200)
                .body(ofOne + ".about.flatten()", hasItem("st.nato.r05"))
                .body(ofOne + ".collectMany { it.positions.issueId }", everyItem(equalTo("ua.nato-join")))
                .body(ofOne + ".collectMany { it.meetings }", hasSize(0))
                .body(ofOne + ".collectMany { it.claims }", hasSize(0));
    }

    @Test
    void changes_need_to_know_from_when() {
        RestAssured.get("/v1/changes").then().statusCode(400);
        RestAssured.get("/v1/changes?knownFrom=2031-01-01&knownTo=2030-01-01")
                .then()
                .statusCode(400);
    }

    @Test
    void words_are_found_in_other_forms_and_marked() {
        RestAssured.get("/v1/statements?text=European officials rejecting drafts")
                .then()
                .statusCode(200);
        RestAssured.get("/v1/statements?text=leak")
                .then()
                .statusCode(200)
                .body("items.id", hasItem("st.us-draft-v1"))
                .body("items.find { it.id == 'st.us-draft-v1' }.highlights[0]", containsString("<mark>leak</mark>"));
        RestAssured.get("/v1/statements?text=leak -Washington&kind=DOCUMENT")
                .then()
                .body("items.id", not(hasItem("st.us-draft-v1")));
    }

    @Test
    void the_timeline_is_filtered_by_topic_and_place() {
        RestAssured.get("/v1/timeline?place=geneva").then().statusCode(200).body("items.id", is(List.of("mr.geneva")));
        RestAssured.get("/v1/timeline?place=CHE").then().body("items.id", hasItem("mr.geneva"));
        RestAssured.get("/v1/timeline?topic=no:such").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void a_lineage_says_who_stands_by_which_version() {
        RestAssured.get("/v1/documents/st.us-draft-v1/lineage")
                .then()
                .statusCode(200)
                .body("versions.statementId", hasItems("st.us-draft-v1", "st.us-framework-v2"))
                .body(
                        "versions.find { it.version == 'v2' }.words.find { it.party == 'USA' }.verdict",
                        equalTo("ENDORSES"))
                .body(
                        "versions.find { it.version == 'v1' }.words.find { it.party == 'UKR' }.verdict",
                        equalTo("REJECTS"));
        RestAssured.get("/v1/documents/st.us-on-v2/lineage").then().statusCode(404);
        RestAssured.get("/v1/notices?kind=DOCUMENT_REVISED").then().body("items.subject", hasItem("st.us-draft-v1"));
    }

    @Test
    void an_actor_tells_who_speaks_for_it_and_what_they_said_last() {
        RestAssured.get("/v1/actors/RUS")
                .then()
                .statusCode(200)
                .body("activity.records", not(equalTo(0)))
                .body("speakers.find { it.actorId == 'p.putin' }.latest.id", not(nullValue()));
        RestAssured.get("/v1/issues/ua.nato-join").then().body("activity.latest.kind", equalTo("STATEMENT"));
    }

    @Test
    void only_operators_may_ask_for_what_is_restricted() {
        RestAssured.get("/v1/timeline?restricted=include").then().statusCode(403);
        RestAssured.get("/v1/timeline?restricted=maybe").then().statusCode(400);
    }
}
