package org.diplofeed.timeline.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.testkit.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every form of poison on the log of the running service, and what an operator does about it over HTTP. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class ParkedEndpointTest {
    private static final String RECORDED = "diplofeed.statement.recorded.v1";
    private static final String SECRET = "what nobody may read here";

    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.published();
    }

    @AfterEach
    void pass_over_what_is_left() {
        for (var stream : parked().keySet()) {
            skip(stream);
        }
    }

    @Test
    void poison_of_every_form_parks_its_own_stream_and_no_other() throws Exception {
        // when
        publish("st.poison.json", 1, RECORDED, "{\"summary\": \"" + SECRET);
        publish("st.poison.type", 1, "diplofeed.statement.whispered.v1", "{\"summary\":\"" + SECRET + "\"}");
        publish("st.poison.newer", 1, "diplofeed.statement.recorded.v9", "{\"summary\":\"" + SECRET + "\"}");
        publish("st.poison.taken", 1, RECORDED, tooLongForAnIndex("st.poison.taken"));
        publish("st.poison.hole", 2, RECORDED, statement("st.poison.hole", SECRET));
        publish("st.poison.not", 1, RECORDED, statement("st.poison.not", "Says something."));

        // then
        Stories.eventually(() -> parked().size() == 5 && isRead("st.poison.not"));
        assertThat(parked())
                .containsOnly(
                        Map.entry("statement/st.poison.json", "REFUSED"),
                        Map.entry("statement/st.poison.type", "REFUSED"),
                        Map.entry("statement/st.poison.newer", "REFUSED"),
                        Map.entry("statement/st.poison.taken", "REFUSED"),
                        Map.entry("statement/st.poison.hole", "HOLE"));
        assertThat(operator().get("/v1/admin/parked").asString()).doesNotContain(SECRET);
        assertThat(fault("statement/st.poison.json")).startsWith("the data is not JSON");
        assertThat(fault("statement/st.poison.type")).isEqualTo("unknown event type diplofeed.statement.whispered.v1");
        assertThat(fault("statement/st.poison.newer"))
                .isEqualTo("a schema newer than this reader: diplofeed.statement.recorded version 9, known up to 1");
        assertThat(fault("statement/st.poison.taken")).contains("SQLSTATE");
    }

    @Test
    void a_hole_closes_when_the_missing_version_comes() throws Exception {
        // given
        publish("st.poison.late", 2, "diplofeed.record.retracted.v1", """
                {"target":"st.poison.late","reason":"ENTRY_ERROR","by":"desk"}""");
        Stories.eventually(() -> parked().containsKey("statement/st.poison.late"));

        // when
        publish("st.poison.late", 1, RECORDED, statement("st.poison.late", "Says something."));

        // then
        Stories.eventually(() -> parked().isEmpty());
    }

    @Test
    void what_waits_is_shown_without_its_content_and_goes_on_behind_what_is_passed_over() throws Exception {
        // given
        publish("st.poison.skip", 1, "diplofeed.statement.whispered.v1", "{\"summary\":\"" + SECRET + "\"}");
        publish("st.poison.skip", 2, RECORDED, statement("st.poison.skip", "Says something."));
        var stream = "statement/st.poison.skip";
        Stories.eventually(() -> waiting(stream) == 2);

        // when
        var shown = operator().queryParam("stream", stream).get("/v1/admin/parked/events");
        var tried = attempt("retry", stream, true);
        var retried = attempt("retry", stream, false);
        var skipped = skip(stream);

        // then
        shown.then().statusCode(200).body("items.version", equalTo(List.of(1, 2)));
        shown.then().body("items.bytes", everyItem(greaterThan(0)));
        assertThat(shown.asString()).doesNotContain(SECRET);
        tried.then().statusCode(200).body("outcome", equalTo("STILL_PARKED")).body("applied", equalTo(0));
        retried.then().statusCode(200).body("at.version", equalTo(1)).body("at.reason", equalTo("REFUSED"));
        skipped.then().statusCode(200).body("outcome", equalTo("RELEASED")).body("applied", equalTo(1));
        assertThat(isRead("st.poison.skip")).isTrue();
    }

    @Test
    void a_forecast_tries_everything_and_changes_nothing() throws Exception {
        // given
        publish("st.poison.f1", 1, "diplofeed.statement.whispered.v1", "{}");
        publish("st.poison.f2", 1, RECORDED, "[]");
        Stories.eventually(() -> parked().size() == 2);

        // when
        var forecast = operator().contentType("application/json").body("{}").post("/v1/admin/parked/forecast");

        // then
        forecast.then()
                .statusCode(200)
                .body("parked", equalTo(2))
                .body("released", equalTo(0))
                .body("items.streamId", containsInAnyOrder("statement/st.poison.f1", "statement/st.poison.f2"));
        assertThat(parked()).hasSize(2);
    }

    @Test
    void passing_over_needs_a_reason_and_something_parked() {
        // when
        var noReason = operator()
                .contentType("application/json")
                .body("{}")
                .queryParam("stream", "statement/st.x")
                .post("/v1/admin/parked/skip");
        var nothing = attempt("retry", "statement/st.nobody", false);
        var unnamed = operator().contentType("application/json").body("{}").post("/v1/admin/parked/retry");

        // then
        noReason.then().statusCode(422).body("errors.pointer", equalTo(List.of("/reason")));
        nothing.then().statusCode(404);
        unnamed.then().statusCode(400);
    }

    @Test
    void a_projection_tells_how_far_it_has_come() {
        operator()
                .get("/v1/admin/projections")
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of("timeline")))
                .body("items[0].state", equalTo("RUNNING"))
                .body("items[0].partitions", hasSize(9))
                .body("items[0].partitions.nextOffset", not(hasSize(0)));
    }

    @Test
    void operators_alone_see_it() {
        for (var path : List.of("/v1/admin/projections", "/v1/admin/parked", "/v1/admin/parked/events?stream=x")) {
            RestAssured.given().spec(Stories.asReader()).get(path).then().statusCode(403);
        }
    }

    private static RequestSpecification operator() {
        return RestAssured.given().spec(Stories.as("operator"));
    }

    private static Response attempt(String what, String stream, boolean dryRun) {
        return operator()
                .contentType("application/json")
                .body("{}")
                .queryParam("stream", stream)
                .queryParam("dryRun", dryRun)
                .post("/v1/admin/parked/" + what);
    }

    private static Response skip(String stream) {
        return operator()
                .contentType("application/json")
                .body("{\"reason\":\"a test\"}")
                .queryParam("stream", stream)
                .post("/v1/admin/parked/skip");
    }

    private static String fault(String stream) {
        return operator()
                .get("/v1/admin/parked")
                .jsonPath()
                .param("stream", stream)
                .getString("items.find { it.streamId == stream }.fault");
    }

    /** Reasons by stream. */
    private static Map<String, String> parked() {
        var body = operator().get("/v1/admin/parked").jsonPath();
        List<String> streams = body.getList("items.streamId");
        List<String> reasons = body.getList("items.reason");
        var parked = new TreeMap<String, String>();
        for (int i = 0; i < streams.size(); i++) {
            parked.put(streams.get(i), reasons.get(i));
        }
        return parked;
    }

    private static int waiting(String stream) {
        var answer = operator().queryParam("stream", stream).get("/v1/admin/parked/events");
        return answer.statusCode() == 200 ? answer.jsonPath().getList("items").size() : 0;
    }

    private static boolean isRead(String statement) {
        return RestAssured.given()
                        .spec(Stories.asReader())
                        .get("/v1/statements/" + statement)
                        .statusCode()
                == 200;
    }

    private static String statement(String id, String summary) {
        return """
                {"statementId":"%s","kind":"UTTERANCE",
                 "occurred":{"from":"2031-05-01","to":"2031-05-01","precision":"DAY"},"speaker":{"actorId":"RUS"},
                 "onBehalfOf":["RUS"],"authority":"SPOKESPERSON","attribution":"ON_RECORD","speechAct":"STATE",
                 "channel":"OFFICIAL_SITE","summary":"%s",
                 "source":{"sourceId":"src.p","kind":"OFFICIAL_RELEASE","publisher":"P","originGroup":"p",
                           "publishedAt":"2031-05-01","language":"en","reliability":"B"}}
                """.formatted(id, summary);
    }

    /** Good by its types, and more than Postgres keeps under a key. */
    private static String tooLongForAnIndex(String id) {
        var issue = new Random(1)
                .ints(9_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return statement(id, SECRET).strip().replaceFirst("\\}$", """
                ,"assertions":[{"type":"POSITION","holder":"RUS","issueId":"%s","stance":1,"firmness":"STATED",
                                "voice":"SELF"}]}
                """.formatted(issue));
    }

    private static void publish(String subject, long version, String type, String payload) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<>(
                    RunningFeed.PREFIX + "statements", "statement/" + subject, payload.getBytes(UTF_8));
            var attributes = new TreeMap<>(Map.of(
                    "ce_specversion",
                    "1.0",
                    "ce_id",
                    subject + "/" + version,
                    "ce_source",
                    "urn:test",
                    "ce_type",
                    type,
                    "ce_subject",
                    subject,
                    "ce_time",
                    "2031-05-01T00:00:00Z",
                    "ce_recordedtime",
                    "2031-05-01T10:00:0" + version + "Z",
                    "ce_streamversion",
                    Long.toString(version),
                    "content-type",
                    "application/json"));
            attributes.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
            producer.send(message).get(10, TimeUnit.SECONDS);
        }
    }
}
