package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.shift;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What alert-service does with events that it cannot take, and what operators see and do about it. */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class ParkedTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final String CONFIRMED = "diplofeed.shift.confirmed.v1";
    private static final String SECRET = "what nobody may read here";

    private final FeedWriter feed = new FeedWriter(AlertStack.topicPrefix());
    private final String issue = Samples.unique("x.parked-");

    @AfterEach
    void pass_over_what_is_left() {
        for (var stream : parked().keySet()) {
            attempt("skip", stream, "{\"reason\":\"a test\"}");
        }
        feed.close();
    }

    @Test
    void poison_of_every_form_parks_its_own_stream_and_no_other() {
        // when
        raw("json", 1, CONFIRMED, "{\"shift\": \"" + SECRET);
        raw("type", 1, "diplofeed.shift.rumoured.v1", "{\"shift\":\"" + SECRET + "\"}");
        raw("newer", 1, "diplofeed.shift.confirmed.v9", "{\"shift\":\"" + SECRET + "\"}");
        raw("taken", 1, CONFIRMED, payload(tooLongForAnIndex()));
        raw("hole", 2, CONFIRMED, payload(Samples.unique("s")));
        var good = Samples.unique("s");
        raw("good", 1, CONFIRMED, payload(good));

        // then
        var found = eventually(this::parked, streams -> streams.size() == 5);
        assertThat(found)
                .containsOnly(
                        Map.entry(stream("json").toString(), "REFUSED"),
                        Map.entry(stream("type").toString(), "REFUSED"),
                        Map.entry(stream("newer").toString(), "REFUSED"),
                        Map.entry(stream("taken").toString(), "REFUSED"),
                        Map.entry(stream("hole").toString(), "HOLE"));
        eventually(
                () -> AlertStack.texts("select event_id from derived_event where about_id = '" + good + "'"),
                events -> events.size() == 1);
        assertThat(operator().get("/v1/admin/parked").asString()).doesNotContain(SECRET);
        assertThat(fault("json")).startsWith("the data is not JSON");
        assertThat(fault("type")).isEqualTo("unknown event type diplofeed.shift.rumoured.v1");
        assertThat(fault("newer"))
                .isEqualTo("a schema newer than this reader: diplofeed.shift.confirmed version 9, known up to 1");
    }

    @Test
    void a_hole_closes_when_the_missing_version_comes() {
        // given
        raw("late", 2, CONFIRMED, payload(Samples.unique("s")));
        eventually(this::parked, streams -> streams.size() == 1);

        // when
        raw("late", 1, CONFIRMED, payload(Samples.unique("s")));

        // then
        assertThat(eventually(this::parked, Map::isEmpty)).isEmpty();
    }

    @Test
    void passing_over_is_kept_with_who_did_it_and_why_and_a_forecast_is_not() {
        // given
        raw("skipped", 1, "diplofeed.shift.rumoured.v1", "{}");
        raw("skipped", 2, CONFIRMED, payload(Samples.unique("s")));
        var stream = stream("skipped").toString();
        eventually(() -> waiting(stream), count -> count == 2);

        // when
        var forecast = operator().contentType(ContentType.JSON).post("/v1/admin/parked/forecast");
        var skipped = attempt("skip", stream, "{\"reason\":\"a rumour\"}");

        // then
        assertThat(forecast.jsonPath().getInt("released")).isZero();
        assertThat(skipped.jsonPath().getString("outcome")).isEqualTo("RELEASED");
        var kept = operator()
                .queryParam("action", "parked.skip")
                .get("/v1/admin/audit")
                .jsonPath();
        assertThat(kept.getString("items[0].target")).isEqualTo(stream);
        assertThat(kept.getString("items[0].reason")).isEqualTo("a rumour");
        assertThat(kept.getString("items[0].operator")).isEqualTo("tester");
        assertThat(kept.getInt("items[0].counts.applied")).isEqualTo(1);
    }

    private void raw(String name, long version, String type, String payload) {
        feed.writeRaw(stream(name), version, Samples.unique("e"), type, payload.getBytes(StandardCharsets.UTF_8));
    }

    private StreamId stream(String name) {
        return StreamKind.POSITION.of("X" + name + "|" + issue);
    }

    private static String payload(String shiftId) {
        var event = new ShiftConfirmed(shift(shiftId, AT), 1, recorded("s", AT));
        return new String(EventCodec.payload(EventCodec.document(event)), StandardCharsets.UTF_8);
    }

    /** Good by its type, and more than Postgres keeps under a key. */
    private static String tooLongForAnIndex() {
        return new Random(1)
                .ints(9_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Map<String, String> parked() {
        var body = operator().get("/v1/admin/parked").jsonPath();
        List<String> streams = body.getList("items.streamId");
        List<String> reasons = body.getList("items.reason");
        var parked = new TreeMap<String, String>();
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).endsWith(issue)) {
                parked.put(streams.get(i), reasons.get(i));
            }
        }
        return parked;
    }

    private String fault(String name) {
        return operator()
                .get("/v1/admin/parked")
                .jsonPath()
                .param("stream", stream(name).toString())
                .getString("items.find { it.streamId == stream }.fault");
    }

    private static int waiting(String stream) {
        var answer = operator().queryParam("stream", stream).get("/v1/admin/parked/events");
        return answer.statusCode() == 200 ? answer.jsonPath().getList("items").size() : 0;
    }

    private static Response attempt(String what, String stream, String body) {
        return operator()
                .contentType(ContentType.JSON)
                .body(body)
                .queryParam("stream", stream)
                .post("/v1/admin/parked/" + what);
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(AlertStack.token("ops", "operator"));
    }
}
