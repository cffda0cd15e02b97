package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

/** Rehearsals, as operators and newsrooms see them. */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class RehearsalApiTest {
    private static final Instant AT = Instant.parse("2025-12-02T07:00:00Z");
    private static final Instant MORNING = Instant.parse("2025-12-02T08:00:00Z");

    private final Newsroom newsroom = new Newsroom();

    @Test
    void a_morning_is_played_twice_into_a_sandbox_while_what_happens_is_told_as_ever() {
        try (var receiver = new Receiver()) {
            // given
            String live = newsroom.subscribe("{\"type\": \"pull\"}");
            String sandbox = sandbox(receiver);
            var first = aShift();
            var second = aShift();
            newsroom.write(new ShiftConfirmed(first, 1, recorded("s", AT)), MORNING);
            newsroom.write(new ShiftWithdrawn(first, 2, retracted("s", AT)), MORNING.plusSeconds(300));
            newsroom.write(new ShiftConfirmed(second, 3, recorded("s", AT)), MORNING.plusSeconds(600));
            var told = newsroom.alerts(3);

            // when
            var one = start(sandbox);
            newsroom.write(new ShiftConfirmed(aShift(), 4, recorded("s", AT)), MORNING.plusSeconds(7_200));
            ended(one, "DONE");
            var two = start(sandbox);
            ended(two, "DONE");

            // then
            var live4 = eventually(() -> alertIds("?subscription=" + live), alerts -> alerts.size() == 4);
            assertThat(live4).containsAll(told);
            assertThat(alertIds("")).isEqualTo(live4);
            var rehearsed =
                    newsroom.as().get("/v1/alerts?subscription=" + sandbox).jsonPath();
            assertThat(rehearsed.getList("items.kind", String.class).reversed())
                    .containsExactly("ISSUED", "WITHDRAWN", "ISSUED", "ISSUED", "WITHDRAWN", "ISSUED");
            assertThat(rehearsed.getList("items.rehearsal", String.class).reversed())
                    .containsExactly(id(one), id(one), id(one), id(two), id(two), id(two));
            assertThat(rehearsed.getList("items.alertId", String.class))
                    .doesNotHaveDuplicates()
                    .doesNotContainAnyElementsOf(live4);
            var sent = eventually(
                    () -> receiver.received().stream()
                            .map(received -> json(received.body()))
                            .filter(message ->
                                    message.at("/data/shiftId").asText().equals(second.shiftId()))
                            .toList(),
                    messages -> messages.size() >= 2);
            assertThat(sent)
                    .extracting(message -> message.at("/data/rehearsal").asText())
                    .containsExactlyInAnyOrder(id(one), id(two));
        }
    }

    @Test
    void a_newsrooms_stream_deliveries_and_cursor_know_of_no_rehearsal_and_those_of_its_sandbox_do() {
        try (var receiver = new Receiver()) {
            // given
            newsroom.subscribe("{\"type\": \"pull\"}");
            String sandbox = sandbox(receiver);
            newsroom.write(new ShiftConfirmed(aShift(), 1, recorded("s", AT)), MORNING);
            var before = newsroom.alerts(1);
            ended(start(sandbox), "DONE");
            var rehearsed = alertIds("?subscription=" + sandbox);

            // when
            newsroom.write(new ShiftConfirmed(aShift(), 2, recorded("s", AT)), MORNING.plusSeconds(7_200));
            var after = eventually(() -> alertIds(""), alerts -> alerts.size() == 2);

            // then
            assertThat(rehearsed).hasSize(1);
            assertThat(after).containsAll(before).doesNotContainAnyElementsOf(rehearsed);
            assertThat(newsroom.as().get("/v1/alerts").jsonPath().getString("lastEventId"))
                    .isEqualTo(after.getFirst());
            assertThat(newsroom.as()
                            .get("/v1/alerts?subscription=" + sandbox)
                            .jsonPath()
                            .getString("lastEventId"))
                    .isEqualTo(after.getFirst());
            assertThat(streamed("", 3)).containsExactlyElementsOf(after.reversed());
            assertThat(streamed("?subscription=" + sandbox, 2)).containsExactlyElementsOf(rehearsed);
            assertThat(newsroom.as().get("/v1/deliveries").jsonPath().getList("items"))
                    .isEmpty();
            assertThat(newsroom.as()
                            .get("/v1/deliveries?subscription=" + sandbox)
                            .jsonPath()
                            .getList("items.alertId", String.class))
                    .containsAll(rehearsed);
        }
    }

    @Test
    void a_rehearsal_is_watched_and_cancelled_and_both_ends_are_kept_in_the_audit() {
        try (var receiver = new Receiver()) {
            // given
            String sandbox = sandbox(receiver);

            // when
            var begun = rehearse("""
                    {"subscriptionId": "%s", "since": "2025-12-02T00:00:00Z"}
                    """.formatted(sandbox));
            var cancelled = operator().post("/v1/admin/rehearsals/" + id(begun) + "/cancel");

            // then
            assertThat(begun.statusCode()).isEqualTo(202);
            assertThat(begun.header("Location")).endsWith("/v1/admin/rehearsals/" + id(begun));
            assertThat(begun.jsonPath().getString("until")).isEqualTo("2025-12-03T00:00:00Z");
            assertThat(begun.jsonPath().getDouble("speed")).isEqualTo(1);
            assertThat(begun.jsonPath().getLong("etaSeconds")).isEqualTo(86_400);
            assertThat(cancelled.jsonPath().getString("state")).isEqualTo("CANCELLED");
            assertThat(operator().get("/v1/admin/rehearsals/" + id(begun)).asString())
                    .isEqualTo(cancelled.asString());
            assertThat(operator().get("/v1/admin/rehearsals").jsonPath().getList("items.rehearsalId", String.class))
                    .contains(id(begun));
            assertThat(operator()
                            .get("/v1/admin/audit?limit=500")
                            .jsonPath()
                            .getList(
                                    "items.findAll { it.target in ['%s', '%s'] }.action".formatted(sandbox, id(begun))))
                    .containsExactly("rehearsal.cancel", "rehearsal.start");
        }
    }

    @Test
    void what_cannot_be_rehearsed_is_refused_with_its_reason() {
        try (var receiver = new Receiver();
                var refusing = new Receiver().refusing()) {
            // given
            String live = newsroom.subscribe("{\"type\": \"pull\"}");
            String sandbox = sandbox(receiver);
            String pending = newsroom.subscribe(
                            "{\"type\": \"webhook\", \"url\": \"%s\"}".formatted(refusing.url()), ", \"sandbox\": true")
                    .jsonPath()
                    .getString("subscriptionId");

            // when
            var statuses = List.of(
                    rehearse(body(live)).statusCode(),
                    rehearse(body(pending)).statusCode(),
                    rehearse(body("sub_none")).statusCode(),
                    rehearse("{\"subscriptionId\": \"%s\"}".formatted(sandbox)).statusCode(),
                    rehearse(body(sandbox).replace("1000", "1001")).statusCode(),
                    rehearse(body(sandbox).replace("2025-12-02T08:20", "2999-12-02T08:20"))
                            .statusCode(),
                    rehearse(body(sandbox).replace("2025-12-02T08:20", "2025-12-02T07:20"))
                            .statusCode(),
                    newsroom.as().get("/v1/admin/rehearsals").statusCode());

            // then
            assertThat(statuses).containsExactly(409, 409, 404, 422, 422, 422, 422, 403);
            assertThat(rehearse(body(live).replace("1000", "1000, \"dryRun\": true"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(rehearse(body(sandbox).replace("1000", "1000, \"dryRun\": true"))
                            .jsonPath()
                            .getLong("events"))
                    .isNotNegative();
        }
    }

    @Test
    void a_sandbox_is_one_for_ever() {
        // given
        String live = newsroom.subscribe("{\"type\": \"pull\"}");
        var sandbox = newsroom.subscribe("{\"type\": \"pull\"}", ", \"sandbox\": true")
                .jsonPath();

        // when
        var refused = List.of(
                patch(live, "{\"sandbox\": true}"),
                patch(sandbox.getString("subscriptionId"), "{\"sandbox\": false}"),
                patch(sandbox.getString("subscriptionId"), "{\"sandbox\": null}"));

        // then
        assertThat(refused).extracting(Response::statusCode).containsOnly(422);
        assertThat(refused)
                .extracting(answer -> answer.jsonPath().getString("errors[0].pointer"))
                .containsOnly("/sandbox");
        assertThat(sandbox.getBoolean("sandbox")).isTrue();
        assertThat(patch(sandbox.getString("subscriptionId"), "{\"name\": \"other\"}")
                        .jsonPath()
                        .getBoolean("sandbox"))
                .isTrue();
        assertThat(patch(live, "{\"name\": \"other\"}").asString()).doesNotContain("sandbox");
    }

    private Shift aShift() {
        return shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge");
    }

    /** A sandbox whose target has agreed. */
    private String sandbox(Receiver receiver) {
        var made = newsroom.subscribe(
                        "{\"type\": \"webhook\", \"url\": \"%s\"}".formatted(receiver.url()), ", \"sandbox\": true")
                .jsonPath()
                .getString("subscriptionId");
        eventually(
                () -> newsroom.as().get("/v1/subscriptions/" + made).jsonPath().getString("status"), "ACTIVE"::equals);
        return made;
    }

    private static String body(String subscription) {
        return """
                {"subscriptionId": "%s", "since": "2025-12-02T07:59:00Z", "until": "2025-12-02T08:20:00Z", "speed": 1000}
                """.formatted(subscription);
    }

    private static Response start(String sandbox) {
        var begun = rehearse(body(sandbox));
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        return begun;
    }

    private static void ended(Response begun, String state) {
        eventually(
                () -> operator()
                        .get("/v1/admin/rehearsals/" + id(begun))
                        .jsonPath()
                        .getString("state"),
                state::equals);
    }

    private static Response rehearse(String body) {
        return operator().contentType(ContentType.JSON).body(body).post("/v1/admin/rehearsals");
    }

    private static String id(Response begun) {
        return begun.jsonPath().getString("rehearsalId");
    }

    private List<String> alertIds(String query) {
        return newsroom.as().get("/v1/alerts" + query).jsonPath().getList("items.alertId", String.class);
    }

    /** The alerts of a stream from the beginning that has so many events, with the one that opens it. */
    private List<String> streamed(String query, int events) {
        try (var stream =
                SseReader.open("/v1/alerts/stream" + query, AlertStack.newsroom(newsroom.organisation()), "earliest")) {
            return stream.await(events).stream()
                    .skip(1)
                    .map(SseReader.Event::id)
                    .toList();
        }
    }

    private Response patch(String subscription, String patch) {
        return newsroom.as()
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch("/v1/subscriptions/" + subscription);
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(AlertStack.token("ops", "operator"));
    }
}
