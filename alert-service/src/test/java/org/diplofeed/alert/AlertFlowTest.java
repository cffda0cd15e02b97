package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.Actor;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.ActorType;
import org.diplofeed.events.Issue;
import org.diplofeed.events.IssueDefined;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamKind;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class AlertFlowTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final String organisation = Samples.unique("org-");
    private final String holder = Samples.unique("XF.");
    private final String issue = Samples.unique("x.flow-");

    @Test
    void what_stands_on_the_log_reaches_the_newsroom_once_and_is_taken_back_when_it_falls() {
        try (var receiver = new Receiver();
                var feed = new FeedWriter(AlertStack.topicPrefix())) {
            // given
            define(feed);
            var subscription = subscribe(receiver.url());
            eventually(
                    () -> as().get("/v1/subscriptions/" + subscription),
                    read -> read.jsonPath().getString("status").equals("ACTIVE"));
            var shift = shift(Samples.unique("s"), AT, holder, issue);
            var stream = StreamKind.POSITION.of(holder + "|" + issue);

            // when
            feed.write(stream, 1, Samples.unique("e"), AT, new ShiftConfirmed(shift, 1, recorded("s", AT)));
            feed.write(stream, 1, Samples.unique("e"), AT, new ShiftConfirmed(shift, 1, recorded("s", AT)));
            feed.write(stream, 2, Samples.unique("e"), AT, new ShiftWithdrawn(shift, 2, retracted("s", AT)));

            // then
            var alerts = eventually(
                    () -> as().get("/v1/alerts?subscription=" + subscription),
                    read -> read.jsonPath().getList("items").size() == 2);
            assertThat(alerts.jsonPath().getList("items.kind")).containsExactly("WITHDRAWN", "ISSUED");
            assertThat(as().get("/v1/alerts?kind=WITHDRAWN&subscription=" + subscription)
                            .jsonPath()
                            .getList("items.kind"))
                    .containsExactly("WITHDRAWN");
            as().get("/v1/alerts?kind=NOPE").then().statusCode(400).body("detail", containsString("WITHDRAWN"));
            var withdrawal = alerts.jsonPath().getString("items[0].alertId");
            var original = alerts.jsonPath().getString("items[1].alertId");
            var read = as().get("/v1/alerts/" + original).jsonPath();
            assertThat(read.getString("supersededBy")).isEqualTo(withdrawal);
            assertThat(read.getString("issue.issueId")).isEqualTo(issue);
            eventually(
                    () -> as().get("/v1/deliveries?subscription=" + subscription)
                            .jsonPath()
                            .getList("items.state"),
                    states -> !states.contains("pending") && !states.contains("in_flight"));
            assertThat(receiver.received())
                    .extracting(r -> r.header("webhook-id"))
                    .contains(withdrawal);
            var why = as().get("/v1/subscriptions/" + subscription + "/explanations?shift=" + shift.shiftId());
            assertThat(why.jsonPath().getBoolean("told")).isTrue();
            assertThat(why.jsonPath().getList("alerts")).containsExactly(original, withdrawal);
            var preview = preview("""
                    {"filter": {"holders": ["%s"]}}
                    """.formatted(holder));
            assertThat(preview.getInt("count")).isEqualTo(1);
            assertThat(preview.getString("items[0].aboutId")).isEqualTo(shift.shiftId());
            assertThat(preview.getBoolean("items[0].takenBack")).isTrue();
            assertThat(preview("""
                    {"filter": {"holders": ["%s"], "classes": ["SOFTENING"]}}
                    """.formatted(holder)).getInt("count")).isZero();
        }
    }

    @Test
    void a_test_event_is_signed_and_a_delivery_can_be_asked_for_again_only_when_it_is_an_alerts() {
        try (var receiver = new Receiver();
                var feed = new FeedWriter(AlertStack.topicPrefix())) {
            // given
            define(feed);
            var subscription = subscribe(receiver.url());
            eventually(
                    () -> as().get("/v1/subscriptions/" + subscription),
                    read -> read.jsonPath().getString("status").equals("ACTIVE"));

            // when
            var asked = as().post("/v1/subscriptions/" + subscription + "/test-events");

            // then
            assertThat(asked.statusCode()).isEqualTo(202);
            var delivery = "/v1/deliveries/" + asked.jsonPath().getString("deliveryId");
            var delivered = eventually(
                    () -> as().get(delivery),
                    read -> "delivered".equals(read.jsonPath().getString("state")));
            assertThat(delivered.jsonPath().getInt("log[0].status")).isEqualTo(204);
            assertThat(delivered.jsonPath().getString("log[0].requestHeaders.webhook-signature"))
                    .isEqualTo("…");
            assertThat(receiver.received()).hasSize(1);
            assertThat(receiver.received().getFirst().header("webhook-signature"))
                    .matches("v1,\\S+ v1a,\\S+");
            assertThat(as().post(delivery + "/redeliveries").statusCode()).isEqualTo(409);
            var shift = shift(Samples.unique("s"), AT, holder, issue);
            feed.write(
                    StreamKind.POSITION.of(holder + "|" + issue),
                    1,
                    Samples.unique("e"),
                    AT,
                    new ShiftConfirmed(shift, 1, recorded("s", AT)));
            eventually(receiver::received, received -> received.size() == 2);
            var sent = eventually(
                    () -> as().get("/v1/deliveries?limit=1&subscription=" + subscription)
                            .jsonPath(),
                    page -> "delivered".equals(page.getString("items[0].state"))
                            && "alert".equals(page.getString("items[0].kind")));
            assertThat(as().post("/v1/deliveries/" + sent.getString("items[0].deliveryId") + "/redeliveries")
                            .statusCode())
                    .isEqualTo(202);
            eventually(receiver::received, received -> received.size() == 3);
            assertThat(receiver.received().get(2).header("webhook-id"))
                    .isEqualTo(receiver.received().get(1).header("webhook-id"));
        }
    }

    @Test
    void what_came_during_a_pause_goes_out_when_it_ends() {
        try (var receiver = new Receiver();
                var feed = new FeedWriter(AlertStack.topicPrefix())) {
            // given
            define(feed);
            var subscription = subscribe(receiver.url());
            eventually(
                    () -> as().get("/v1/subscriptions/" + subscription),
                    read -> read.jsonPath().getString("status").equals("ACTIVE"));
            pause(subscription, true);
            var shift = shift(Samples.unique("s"), AT, holder, issue);
            feed.write(
                    StreamKind.POSITION.of(holder + "|" + issue),
                    1,
                    Samples.unique("e"),
                    AT,
                    new ShiftConfirmed(shift, 1, recorded("s", AT)));
            eventually(
                    () -> as().get("/v1/alerts?subscription=" + subscription)
                            .jsonPath()
                            .getList("items"),
                    alerts -> alerts.size() == 1);

            // when
            pause(subscription, false);

            // then
            eventually(receiver::received, received -> received.size() == 1);
        }
    }

    @Test
    void what_kept_an_alert_back_is_told() {
        try (var receiver = new Receiver();
                var feed = new FeedWriter(AlertStack.topicPrefix())) {
            // given
            var shift = shift(Samples.unique("s"), AT, holder, issue);
            define(feed);
            feed.write(
                    StreamKind.POSITION.of(holder + "|" + issue),
                    1,
                    Samples.unique("e"),
                    AT,
                    new ShiftConfirmed(shift, 1, recorded("s", AT)));
            var explained = subscribe("{\"classes\": [\"SOFTENING\"]}", receiver.url());
            var explanations = "/v1/subscriptions/" + explained + "/explanations?shift=";

            // when
            var why = eventually(() -> as().get(explanations + shift.shiftId()), read -> read.statusCode() == 200);

            // then
            assertThat(why.jsonPath().getBoolean("told")).isFalse();
            assertThat(why.jsonPath().getString("clause")).isEqualTo("classes");
            assertThat(as().get(explanations + "nothing").statusCode()).isEqualTo(404);
            assertThat(as().get("/v1/subscriptions/" + explained + "/explanations")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(as().contentType(ContentType.JSON)
                            .body("{\"filter\": {\"holders\": [\"XNO\"]}}")
                            .post("/v1/previews")
                            .statusCode())
                    .isEqualTo(422);
        }
    }

    private void pause(String subscription, boolean paused) {
        assertThat(as().contentType("application/merge-patch+json")
                        .body("{\"paused\": %s}".formatted(paused))
                        .patch("/v1/subscriptions/" + subscription)
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonPath preview(String body) {
        return as().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/previews")
                .jsonPath();
    }

    private void define(FeedWriter feed) {
        feed.write(StreamKind.ACTOR.of(holder), 1, Samples.unique("e"), AT, new ActorDefined(actor()));
        feed.write(
                StreamKind.ISSUE.of(issue),
                1,
                Samples.unique("e"),
                AT,
                new IssueDefined(new Issue(issue, "The flow is tested", List.of(), null, null)));
    }

    private Actor actor() {
        return new Actor(holder, ActorType.STATE, "Flowland", List.of(), null, null, null, List.of(), null, null, null);
    }

    private String subscribe(String url) {
        return subscribe("{\"holders\": [\"%s\"], \"issues\": [\"%s\"]}".formatted(holder, issue), url);
    }

    private String subscribe(String filter, String url) {
        var body = """
                {"name": "desk", "filter": %s, "channel": {"type": "webhook", "url": "%s"}, "maxAge": null}
                """.formatted(filter, url);
        // The names are on the log; the service reads it at its own pace.
        Response created = eventually(
                () -> as().contentType(ContentType.JSON).body(body).post("/v1/subscriptions"),
                answer -> answer.statusCode() == 201);
        return created.jsonPath().getString("subscriptionId");
    }

    private RequestSpecification as() {
        return given().auth().oauth2(AlertStack.newsroom(organisation));
    }
}
