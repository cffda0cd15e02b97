package org.diplofeed.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class RepeatedRequestsTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final Newsroom newsroom = new Newsroom();

    @Test
    void a_post_that_comes_twice_under_one_key_is_done_once_and_answered_twice() {
        // given
        var body = "{\"name\": \"desk\", \"channel\": {\"type\": \"webhook\", \"url\": \"http://127.0.0.1:9/\"}}";
        var first = post("k1", body);

        // when
        var second = post("k1", body);

        // then
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.jsonPath().getString("secret"))
                .isEqualTo(first.jsonPath().getString("secret"))
                .startsWith("whsec_");
        assertThat(newsroom.as().get("/v1/subscriptions").jsonPath().getList("items"))
                .hasSize(1);
        assertThat(AlertStack.texts("select encode(answer, 'escape') from idempotency_key"))
                .noneMatch(kept -> kept.contains("whsec_"));
        assertThat(post("k1", "{\"name\": \"other\", \"channel\": {\"type\": \"pull\"}}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(post("k2", "{\"name\": \"\"}").statusCode()).isEqualTo(422);
        assertThat(post("k2", body).statusCode())
                .as("what was refused is not kept")
                .isEqualTo(201);
    }

    @Test
    void a_read_of_what_has_not_changed_is_answered_without_a_body() {
        // given
        newsroom.subscribe("{\"type\": \"pull\"}");
        var list = newsroom.as().get("/v1/subscriptions");

        // when
        var again = newsroom.as().header("If-None-Match", list.header("ETag")).get("/v1/subscriptions");

        // then
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        var one = newsroom.as().get("/v1/subscriptions/" + list.jsonPath().getString("items[0].subscriptionId"));
        assertThat(one.header("ETag")).isEqualTo("\"1\"");
        assertThat(newsroom.as()
                        .header("If-None-Match", "\"7\", W/\"1\"")
                        .get("/v1/subscriptions/" + one.jsonPath().getString("subscriptionId"))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void what_was_sent_since_is_counted_first_and_then_sent_again_under_its_ids_but_for_what_was_taken_back() {
        try (var receiver = new Receiver()) {
            // given
            var subscription = newsroom.subscribe("{\"type\": \"webhook\", \"url\": \"%s\"}".formatted(receiver.url()));
            eventually(
                    () -> newsroom.as().get("/v1/subscriptions/" + subscription),
                    read -> read.jsonPath().getString("status").equals("ACTIVE"));
            var fallen = shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge");
            newsroom.write(new ShiftConfirmed(fallen, 1, recorded("s", AT)));
            newsroom.write(new ShiftConfirmed(
                    shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge"), 2, recorded("s", AT)));
            eventually(receiver::received, received -> received.size() == 2);
            newsroom.write(new ShiftWithdrawn(fallen, 3, retracted("s", AT)));
            eventually(receiver::received, received -> received.size() == 3);
            var alerts = newsroom.alerts(3);
            eventually(
                    () -> newsroom.as()
                            .get("/v1/deliveries?subscription=" + subscription)
                            .jsonPath()
                            .getList("items.state"),
                    states -> states.equals(List.of("delivered", "delivered", "delivered", "delivered")));

            // when
            var counted = again(subscription, "{\"afterSequence\": 0}");
            var begun = again(subscription, "{\"since\": \"2020-01-01T00:00:00Z\", \"dryRun\": false}");

            // then
            assertThat(counted.statusCode()).isEqualTo(200);
            assertThat(counted.jsonPath().getInt("count")).isEqualTo(2);
            assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
            var operation = "/v1/operations/" + begun.jsonPath().getString("operationId");
            assertThat(begun.header("Location")).endsWith(operation);
            var done = eventually(
                    () -> newsroom.as().get(operation).jsonPath(),
                    read -> read.getString("state").equals("done"));
            assertThat(done.getInt("done")).isEqualTo(2);
            eventually(receiver::received, received -> received.size() == 5);
            assertThat(receiver.received().subList(3, 5))
                    .extracting(r -> r.header("webhook-id"))
                    .containsExactlyInAnyOrder(alerts.get(1), alerts.get(2));
            assertThat(again(subscription, "{}").statusCode()).isEqualTo(422);
            assertThat(new Newsroom().as().get(operation).statusCode()).isEqualTo(404);
            assertThat(newsroom.as().delete(operation).jsonPath().getString("state"))
                    .isEqualTo("done");
        }
    }

    private Response again(String subscription, String body) {
        return newsroom.as()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/subscriptions/" + subscription + "/redeliveries");
    }

    private Response post(String key, String body) {
        return newsroom.as()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/subscriptions");
    }
}
