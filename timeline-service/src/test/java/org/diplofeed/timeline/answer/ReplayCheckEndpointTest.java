package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator learns of a replay before it, over HTTP. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class ReplayCheckEndpointTest {
    private static final String STATEMENTS = RunningFeed.PREFIX + "statements";

    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.published();
    }

    @Test
    void a_check_is_an_operation_that_ends_with_what_would_come_of_it() {
        // when
        var begun = start("{\"streamId\":\"statement/st.nato.z01\"}");
        var location = begun.header("Location");
        Stories.eventually(() -> !state(location).equals("RUNNING"));

        // then
        begun.then().statusCode(202).body("state", equalTo("RUNNING"));
        operator()
                .get(location)
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"))
                .body("report.read", equalTo(1))
                .body("report.applied", equalTo(1))
                .body("report.known", equalTo(1))
                .body("report.whole", equalTo(true));
        var ended = operator().get(location).jsonPath();
        assertThat(ended.getLong("done")).isEqualTo(ended.getLong("total"));
        assertThat(operator().get("/v1/admin/replay-checks").jsonPath().getString("items[0].part.streamId"))
                .isEqualTo("statement/st.nato.z01");
        assertThat(operator()
                        .queryParam("action", "replay.check")
                        .get("/v1/admin/audit")
                        .jsonPath()
                        .getString("items[0].target"))
                .isEqualTo("timeline");
    }

    @Test
    void a_range_of_offsets_is_looked_at_and_no_more() {
        // when
        var location = start("{\"topic\":\"%s\",\"partition\":0,\"fromOffset\":0,\"toOffset\":1}".formatted(STATEMENTS))
                .header("Location");
        Stories.eventually(() -> !state(location).equals("RUNNING"));

        // then
        operator()
                .get(location)
                .then()
                .body("state", equalTo("DONE"))
                .body("total", equalTo(1))
                .body("report.read", equalTo(1));
    }

    @Test
    void what_has_ended_is_not_cancelled_any_more() {
        // given
        var location = start("{}").header("Location");
        Stories.eventually(() -> !state(location).equals("RUNNING"));

        // when, then
        operator()
                .contentType("application/json")
                .body("{}")
                .post(location + "/cancel")
                .then()
                .statusCode(200)
                .body("state", equalTo("DONE"));
        operator().get("/v1/admin/replay-checks/0").then().statusCode(404);
        operator().get("/v1/admin/replay-checks/x").then().statusCode(404);
    }

    @Test
    void what_is_no_part_of_the_log_is_refused_with_every_reason() {
        // when
        var refused = start("""
                {"topic":"elsewhere","partition":-1,"since":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z","limit":0}
                """);
        var unscoped = start("{\"fromOffset\":5}");

        // then
        refused.then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/topic", "/partition", "/until", "/limit"))
                .body("errors.find { it.pointer == '/topic' }.detail", containsString(STATEMENTS));
        unscoped.then().statusCode(422).body("errors[0].pointer", equalTo("/fromOffset"));
        start("{\"offset\":5}").then().statusCode(422).body("errors[0].pointer", equalTo("/offset"));
    }

    @Test
    void nobody_but_an_operator_may_ask() {
        RestAssured.given()
                .spec(Stories.asReader())
                .contentType("application/json")
                .body("{}")
                .post("/v1/admin/projections/timeline/replay-checks")
                .then()
                .statusCode(403);
    }

    private static Response start(String part) {
        return operator()
                .contentType("application/json")
                .body(part)
                .post("/v1/admin/projections/timeline/replay-checks");
    }

    private static String state(String location) {
        return operator().get(location).jsonPath().getString("state");
    }

    private static RequestSpecification operator() {
        return RestAssured.given().spec(Stories.as("operator"));
    }
}
