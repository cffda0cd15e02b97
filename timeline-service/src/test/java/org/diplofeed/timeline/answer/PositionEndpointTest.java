package org.diplofeed.timeline.answer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class PositionEndpointTest {

    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.published();
        RestAssured.requestSpecification = Stories.asReader();
    }

    @Test
    void a_position_stands_with_its_evidence() {
        RestAssured.get("/v1/positions/RUS/ua.nato-join")
                .then()
                .statusCode(200)
                .body("holderName", equalTo("Russia"))
                .body("proposition", equalTo("Ukraine joins NATO"))
                .body("position.stance", equalTo(-2))
                .body("position.firmness", equalTo("RED_LINE"))
                .body("position.status", equalTo("ESTABLISHED"))
                .body("position.evidence.statementId", contains("st.nato.r05", "st.nato.r04"))
                .body("position.evidence.points", contains(2, 2))
                .body("candidate", nullValue());
    }

    @Test
    void a_position_can_be_asked_for_as_it_was_held_then() {
        RestAssured.given()
                .queryParam("validAt", "2022-01-01")
                .get("/v1/positions/UKR/ua.nato-join")
                .then()
                .statusCode(200)
                .body("position.stance", equalTo(2))
                .body("asOf.validAt", equalTo("2022-01-01T23:59:59.999999Z"));
    }

    @Test
    void a_position_can_be_asked_for_as_it_was_known_then() {
        RestAssured.given()
                .queryParam("knownAt", "2000-01-01T00:00:00Z")
                .get("/v1/positions/UKR/ua.nato-join")
                .then()
                .statusCode(404);
    }

    @Test
    void nothing_held_is_null_and_never_0() {
        RestAssured.get("/v1/positions/UKR/ua.us-plan-v2")
                .then()
                .statusCode(200)
                .body("position", nullValue());
    }

    @Test
    void an_actor_nobody_knows_is_a_problem() {
        RestAssured.get("/v1/positions/XXX/ua.nato-join")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://diplofeed.org/problems/not-found"));
    }

    @Test
    void the_history_lists_every_turn() {
        RestAssured.get("/v1/positions/UKR/ua.nato-join/history")
                .then()
                .statusCode(200)
                .body("items.position.stance", hasItem(0))
                .body("items.shift", hasItem("SOFTENING"));
    }

    @Test
    void the_explanation_tells_what_each_assertion_did() {
        RestAssured.get("/v1/positions/RUS/ua.nato-join/explanation")
                .then()
                .statusCode(200)
                .body("items", hasSize(5))
                .body("items.outcome", contains("BEGAN", "AFFIRMED", "AFFIRMED", "OPENED", "CONFIRMED"))
                .body("items[4].restsOn", contains("st.nato.r04", "st.nato.r05"))
                .body("items[3].restsOn", nullValue());
    }

    @Test
    void nobody_reads_without_a_token() {
        RestAssured.requestSpecification = null;
        RestAssured.get("/v1/positions/RUS/ua.nato-join").then().statusCode(401);
    }
}
