package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is settled can be cited, and what has not changed need not be sent again. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class CitationTest {
    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.settled();
        RestAssured.requestSpecification = Stories.asReader();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/timeline?limit=5",
                "/v1/statements?text=ceasefire",
                "/v1/positions?limit=9",
                "/v1/positions/UKR/ua.nato-join",
                "/v1/positions/UKR/ua.nato-join/history",
                "/v1/positions/UKR/ua.nato-join/explanation",
                "/v1/matrix?holder=UKR&holder=RUS",
                "/v1/meetings",
                "/v1/meetings/mtg.dmitriev-witkoff",
                "/v1/claims",
                "/v1/claims/clm.pokrovsk-captured",
                "/v1/actors?limit=3",
                "/v1/actors/UKR",
                "/v1/issues/ua.nato-join",
                "/v1/documents/st.us-draft-v1/lineage",
                "/v1/changes?knownFrom=2031-01-01T00:10:00Z&limit=40"
            })
    void a_settled_answer_asked_again_with_its_clocks_has_the_same_bytes(String question) throws Exception {
        // given
        var first = RestAssured.get(question).then().statusCode(200).extract();
        assertThat(first.<Boolean>path("settled")).isTrue();
        Map<String, Object> asOf = first.path("asOf");

        // when
        var again = RestAssured.given()
                .queryParam("validAt", asOf.get("validAt"))
                .queryParam("knownAt", asOf.get("knownAt"))
                .get(question)
                .then()
                .statusCode(200)
                .extract();

        // then
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Unencoded-Digest"))
                .isEqualTo(first.header("Unencoded-Digest"))
                .isEqualTo(digest(again.asByteArray()));
        assertThat(again.header("Cache-Control")).contains("immutable");
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        // given
        var tag = RestAssured.get("/v1/positions/UKR/ua.nato-join").header("ETag");

        // when
        var again = RestAssured.given().header("If-None-Match", tag).get("/v1/positions/UKR/ua.nato-join");

        // then
        again.then().statusCode(304).header("ETag", equalTo(tag)).body(equalTo(""));
    }

    @Test
    void another_answer_has_another_tag() {
        RestAssured.given()
                .header("If-None-Match", "W/\"another\", \"and-another\"")
                .get("/v1/positions/UKR/ua.nato-join")
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("private, no-cache"));
    }

    @Test
    void head_answers_as_get_does_without_the_body() {
        RestAssured.head("/v1/positions/UKR/ua.nato-join")
                .then()
                .statusCode(200)
                .header("ETag", not(nullValue()))
                .body(equalTo(""));
    }

    @Test
    void a_page_links_to_the_next_one() {
        // given
        var link = RestAssured.get("/v1/timeline?limit=2&actor=UKR").header("Link");

        // when
        var next = RestAssured.given().urlEncodingEnabled(false).get(link.substring(1, link.indexOf('>')));

        // then
        assertThat(link).endsWith("; rel=\"next\"");
        next.then().statusCode(200).body("items.size()", equalTo(2));
    }

    @Test
    void what_was_told_is_not_cited() {
        RestAssured.get("/v1/shifts").then().statusCode(200).header("Unencoded-Digest", nullValue());
    }

    @Test
    void what_was_not_promised_to_be_complete_is_not_settled() {
        RestAssured.get("/v1/positions/UKR/ua.nato-join?knownAt=2040-01-01")
                .then()
                .statusCode(200)
                .body("settled", equalTo(false))
                .header("Unencoded-Digest", nullValue());
    }

    @Test
    void what_is_read_already_is_fresh() {
        RestAssured.given()
                .header("If-Fresh", "statement/st.nato.z01@1, actor/UKR@1")
                .get("/v1/positions/UKR/ua.nato-join")
                .then()
                .statusCode(200);
    }

    @Test
    void what_does_not_come_in_time_is_not_fresh_yet() {
        RestAssured.given()
                .header("If-Fresh", "statement/st.nobody@1")
                .get("/v1/positions/UKR/ua.nato-join")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .header("Retry-After", not(nullValue()))
                .body("type", equalTo("https://diplofeed.org/problems/not-fresh-yet"));
    }

    @Test
    void a_token_of_no_known_form_is_a_problem() {
        RestAssured.given()
                .header("If-Fresh", "yesterday")
                .get("/v1/timeline")
                .then()
                .statusCode(400);
    }

    private static String digest(byte[] body) throws NoSuchAlgorithmException {
        return "sha-256=:"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(body))
                + ":";
    }
}
