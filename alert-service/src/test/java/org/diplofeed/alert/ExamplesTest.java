package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.diplofeed.events.Actor;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.ActorType;
import org.diplofeed.events.Issue;
import org.diplofeed.events.IssueDefined;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamKind;
import org.junit.jupiter.api.Test;

/**
 * The examples of the interface's description are what is answered and sent, but for ids, times, keys and the target's
 * port. {@code -Ddiplofeed.snapshots=write} writes them anew.
 */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src", "main", "resources", "examples");
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final String HOLDER = "XAA";
    private static final String ISSUE = "x.bridge";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final String organisation = Samples.unique("daily-");
    /** What is there or not by whether a worker has been quicker. */
    private static final Set<String> OF_THE_MOMENT =
            Set.of("nextAttemptAt", "etaSeconds", "finishedAt", "statusReason");

    private final Map<String, JsonNode> answers = new LinkedHashMap<>();

    @Test
    void every_example_is_what_is_answered_or_sent() throws IOException {
        try (var receiver = new Receiver();
                var feed = new FeedWriter(AlertStack.topicPrefix())) {
            // given
            define(feed);

            // when
            String subscription = subscriptions(receiver);
            Shift shift = alerts(feed, subscription, receiver);
            reads(subscription, shift);
            again(subscription);
            rehearsals(feed);

            // then
            var text = new TreeMap<String, String>();
            answers.forEach((name, answer) -> text.put(name, anonymous(answer, receiver)));
            for (var answer : text.entrySet()) {
                var file = EXAMPLES.resolve(answer.getKey() + ".json");
                if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
                    Files.writeString(file, answer.getValue() + "\n");
                }
                assertThat(shape(MAPPER.readTree(answer.getValue())))
                        .as(answer.getKey())
                        .isEqualTo(shape(MAPPER.readTree(Files.readString(file))));
            }
            assertThat(text.keySet()).containsExactlyInAnyOrderElementsOf(recordedExamples());
        }
    }

    /** Makes, changes and looks at subscriptions; the id of one that is active. */
    private String subscriptions(Receiver receiver) throws IOException {
        var request = MAPPER.readTree(Files.readString(EXAMPLES.resolve("createSubscription.request.json")));
        var created = eventually(() -> json(request).post("/v1/subscriptions"), answer -> answer.statusCode() == 201);
        keep("createSubscription", created);
        String first = created.jsonPath().getString("subscriptionId");
        keep(
                "changeSubscription",
                as().contentType("application/merge-patch+json")
                        .body(request("changeSubscription"))
                        .patch("/v1/subscriptions/" + first));
        keep("challengeSubscription", as().post("/v1/subscriptions/" + first + "/challenge"));
        keep("listSubscriptions", as().get("/v1/subscriptions?limit=1"));
        var active = json(MAPPER.readTree("""
                        {"name": "Aaland desk", "filter": {"holders": ["XAA"]}, "maxAge": null,
                         "channel": {"type": "webhook", "url": "%s"}}
                        """.formatted(receiver.url())))
                .post("/v1/subscriptions")
                .jsonPath()
                .getString("subscriptionId");
        keep(
                "getSubscription",
                eventually(
                        () -> as().get("/v1/subscriptions/" + active),
                        read -> read.jsonPath().getString("status").equals("ACTIVE")));
        keep(
                "rotateKey",
                as().contentType("application/json")
                        .body(request("rotateKey"))
                        .post("/v1/subscriptions/" + active + "/keys"));
        keep("getKeySet", as().get("/v1/subscriptions/" + active + "/jwks"));
        return active;
    }

    /** A test, an alert, its withdrawal, and a digest of another. */
    private Shift alerts(FeedWriter feed, String subscription, Receiver receiver) throws IOException {
        keep("sendTestEvent", as().post("/v1/subscriptions/" + subscription + "/test-events"));
        keep("receiveAlert.test", received(receiver, 1));
        var shift = Samples.shift(Samples.unique("sh."), AT, HOLDER, ISSUE);
        var stream = StreamKind.POSITION.of(HOLDER + "|" + ISSUE);
        feed.write(stream, 1, Samples.unique("e"), AT, new ShiftConfirmed(shift, 1, recorded("s", AT)));
        keep("receiveAlert.issued", received(receiver, 2));
        feed.write(stream, 2, Samples.unique("e"), AT, new ShiftWithdrawn(shift, 2, retracted(shift.shiftId(), AT)));
        keep("receiveAlert.withdrawn", received(receiver, 3));
        patch(subscription, "{\"paused\": true}");
        var other = Samples.shift(Samples.unique("sh."), AT, HOLDER, ISSUE);
        feed.write(stream, 3, Samples.unique("e"), AT, new ShiftConfirmed(other, 3, recorded("s", AT)));
        eventually(
                () -> as().get("/v1/alerts?subscription=" + subscription)
                        .jsonPath()
                        .getList("items"),
                alerts -> alerts.size() == 3);
        patch(subscription, "{\"paused\": false}");
        keep("receiveAlert.digest", received(receiver, 4));
        return shift;
    }

    private void reads(String subscription, Shift shift) throws IOException {
        keep("listAlerts", as().get("/v1/alerts?limit=1&subscription=" + subscription));
        var alerts = as().get("/v1/alerts?limit=3&subscription=" + subscription).jsonPath();
        keep("getAlert", as().get("/v1/alerts/" + alerts.getString("items[2].alertId")));
        keep("explainAlert", as().get("/v1/subscriptions/" + subscription + "/explanations?shift=" + shift.shiftId()));
        keep("previewFilter", json(MAPPER.readTree(request("previewFilter"))).post("/v1/previews"));
        keep("getChainEnd", as().get("/v1/subscriptions/" + subscription + "/chain-end"));
        var address = as().post("/v1/subscriptions/" + subscription + "/feed");
        keep("openFeed", address);
        keep(
                "getJsonFeed",
                given().get(Path.of("/", address.jsonPath().getString("json").split("/", 4)[3])
                        .toString()));
        keep("listDeliveries", as().get("/v1/deliveries?limit=1&subscription=" + subscription));
    }

    private void again(String subscription) throws IOException {
        var settled = eventually(
                () -> as().get("/v1/deliveries?subscription=" + subscription).jsonPath(),
                page -> page.getList("items.state").stream().allMatch("delivered"::equals));
        int alert = settled.getList("items.kind").indexOf("alert");
        String delivery = settled.getString("items[" + alert + "].deliveryId");
        keep("getDelivery", as().get("/v1/deliveries/" + delivery));
        keep("redeliver", as().post("/v1/deliveries/" + delivery + "/redeliveries"));
        var begun = json(MAPPER.readTree(request("redeliverSince")))
                .post("/v1/subscriptions/" + subscription + "/redeliveries");
        keep("redeliverSince", begun);
        String operation = "/v1/operations/" + begun.jsonPath().getString("operationId");
        var done = eventually(
                () -> as().get(operation), read -> "done".equals(read.jsonPath().getString("state")));
        keep("getOperation", done);
        keep("cancelOperation", as().delete(operation));
    }

    /** A day in a sandbox. */
    private void rehearsals(FeedWriter feed) throws IOException {
        try (var receiver = new Receiver()) {
            String sandbox = json(MAPPER.readTree("""
                            {"name": "Rehearsals", "filter": {"holders": ["XAA"]}, "maxAge": null, "sandbox": true,
                             "channel": {"type": "webhook", "url": "%s"}}
                            """.formatted(receiver.url())))
                    .post("/v1/subscriptions")
                    .jsonPath()
                    .getString("subscriptionId");
            var stream = StreamKind.POSITION.of(HOLDER + "|x.rehearsed");
            var shift = Samples.shift(Samples.unique("sh."), AT, HOLDER, ISSUE);
            var recorded = Instant.parse("2025-12-02T08:00:00Z");
            feed.write(stream, 1, Samples.unique("e"), AT, recorded, new ShiftConfirmed(shift, 1, recorded("s", AT)));
            eventually(
                    () -> AlertStack.texts(
                            "select event_id from derived_event where about_id = '" + shift.shiftId() + "'"),
                    events -> events.size() == 1);
            eventually(
                    () -> as().get("/v1/subscriptions/" + sandbox),
                    read -> read.jsonPath().getString("status").equals("ACTIVE"));
            var body = request("startRehearsal").replace("sub_01k0vyvsx0aaaaaaaaaaaaaaaa", sandbox);
            var begun = operator().contentType("application/json").body(body).post("/v1/admin/rehearsals");
            keep("startRehearsal", begun);
            String id = "/v1/admin/rehearsals/" + begun.jsonPath().getString("rehearsalId");
            keep("listRehearsals", operator().get("/v1/admin/rehearsals"));
            keep("receiveAlert.rehearsed", received(receiver, 1));
            keep("getRehearsal", operator().get(id));
            keep("cancelRehearsal", operator().post(id + "/cancel"));
        }
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(AlertStack.token("ops", "operator"));
    }

    private void keep(String name, Response answer) throws IOException {
        assertThat(answer.statusCode()).as(name + " " + answer.asString()).isBetween(200, 299);
        keep(name, answer.asString());
    }

    private void keep(String name, String json) throws IOException {
        answers.put(name, MAPPER.readTree(json));
    }

    private static String received(Receiver receiver, int count) {
        return eventually(receiver::received, all -> all.size() >= count)
                .get(count - 1)
                .body();
    }

    private void patch(String subscription, String patch) {
        as().contentType("application/merge-patch+json")
                .body(patch)
                .patch("/v1/subscriptions/" + subscription)
                .then()
                .statusCode(200);
    }

    /** Without what only this run has. */
    private String anonymous(JsonNode answer, Receiver receiver) {
        return answer.toPrettyString()
                .replace(receiver.url(), "https://newsroom.example/hooks/diplofeed")
                .replace(organisation, "daily");
    }

    /** Names and kinds of values; of a list those of its first element. */
    private static Object shape(JsonNode node) {
        if (node.isObject()) {
            var shape = new TreeMap<String, Object>();
            node.properties().forEach(member -> shape.put(member.getKey(), shape(member.getValue())));
            shape.keySet().removeAll(OF_THE_MOMENT);
            return shape;
        }
        return node.isArray() ? (node.isEmpty() ? List.of() : List.of(shape(node.get(0)))) : node.getNodeType();
    }

    private static List<String> recordedExamples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> !name.endsWith(".request"))
                    .toList();
        }
    }

    private static String request(String operation) throws IOException {
        return Files.readString(EXAMPLES.resolve(operation + ".request.json"));
    }

    private static void define(FeedWriter feed) {
        feed.write(
                StreamKind.ACTOR.of(HOLDER),
                1,
                Samples.unique("e"),
                AT,
                new ActorDefined(new Actor(
                        HOLDER, ActorType.STATE, "Aaland", List.of(), null, null, null, List.of(), null, null, null)));
        feed.write(
                StreamKind.ISSUE.of(ISSUE),
                1,
                Samples.unique("e"),
                AT,
                new IssueDefined(new Issue(ISSUE, "The bridge is built", List.of("medtop:20000639"), null, null)));
    }

    private RequestSpecification json(JsonNode body) {
        return as().contentType("application/json").body(body.toString());
    }

    private RequestSpecification as() {
        return given().auth().oauth2(AlertStack.newsroom(organisation));
    }
}
