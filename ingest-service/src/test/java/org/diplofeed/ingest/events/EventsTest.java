package org.diplofeed.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.FeedJson;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.LineByLine;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.ingest.stack.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class EventsTest {

    @ParameterizedTest
    @ValueSource(strings = {"moscow-talks-2025-12", "nato-question-2021-2022"})
    void every_event_of_a_real_story_is_accepted_in_its_order_and_once(String name) throws IOException {
        // given
        var story = Samples.story(name);
        var events = new ArrayList<>(Samples.definitions(story, "urn:test:" + name));
        events.addAll(Samples.events(story));

        // when
        var first = verdicts(Client.lines(events));
        var again = verdicts(Client.lines(events));

        // then
        assertThat(first)
                .filteredOn(verdict -> !verdict.path("verdict").asText().equals("accepted"))
                // Both stories know some of the same states; which one comes first is not said.
                .filteredOn(verdict -> !verdict.toString().contains("actor/"))
                .isEmpty();
        assertThat(again)
                .hasSameSizeAs(events)
                .allSatisfy(
                        verdict -> assertThat(verdict.path("verdict").asText()).isEqualTo("replayed"));
    }

    @Test
    void one_event_is_answered_as_the_first_time_when_it_comes_again() {
        // given
        Client.define("EVA", "ev.a");
        var event = event("ev-1", Samples.statement("st.ev-1", "EVA", "ev.a"));
        var first = Client.event(event);

        // when
        var again = Client.event(event);

        // then
        first.then().statusCode(201).header("ETag", "\"1\"");
        again.then().statusCode(201).header("Idempotent-Replayed", "true").body(equalTo(first.asString()));
    }

    @Test
    void one_event_id_with_another_content_is_a_conflict() {
        // given
        Client.define("EVB", "ev.b");
        Client.event(event("ev-2", Samples.statement("st.ev-2", "EVB", "ev.b")));

        // when
        var other = Client.event(
                event("ev-2", Samples.statement("st.ev-2", "EVB", "ev.b").put("summary", "Says no.")));

        // then
        other.then().statusCode(409).body("type", equalTo("https://diplofeed.org/problems/event-id-reused"));
    }

    @Test
    void a_refused_event_can_be_sent_again_once_its_references_are_known() {
        // given
        var event = event("ev-3", Samples.statement("st.ev-3", "EVC", "ev.c"));
        Client.event(event).then().statusCode(422).body("errors.size()", equalTo(4));
        Client.define("EVC", "ev.c");

        // when
        var again = Client.event(event);

        // then
        again.then().statusCode(201);
    }

    @Test
    void a_bad_line_refuses_itself_alone() throws IOException {
        // given
        Client.define("EVD", "ev.d");
        var body = event("ev-4", Samples.statement("st.ev-4", "EVD", "ev.d")) + "\n{broken\n\n"
                + event("ev-5", Samples.statement("st.ev-5", "NOBODY", "ev.d")) + "\n"
                + event("ev-6", Samples.statement("st.ev-6", "EVD", "ev.d"));

        // when
        var verdicts = verdicts(Client.lines(body.getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(verdicts)
                .extracting(verdict -> verdict.path("line").asInt() + " "
                        + verdict.path("verdict").asText() + " "
                        + verdict.path("problem").path("status").asInt())
                .containsExactly("1 accepted 0", "2 refused 400", "4 refused 422", "5 accepted 0");
        assertThat(verdicts.get(2).path("problem").path("errors"))
                .extracting(fault -> fault.path("pointer").asText())
                .contains("/data/speaker/actorId", "/data/assertions/0/holder");
    }

    @Test
    void a_check_judges_as_if_it_recorded_and_records_nothing() throws IOException {
        // given
        Client.define("EVZ", "ev.z");
        var good = event("ev-z1", Samples.statement("st.ev-z1", "EVZ", "ev.z"));
        var body = good + "\n"
                + event("ev-z2", Samples.statement("st.ev-z1", "EVZ", "ev.z").put("summary", "Says no.")) + "\n"
                + event("ev-z3", Samples.statement("st.ev-z3", "NOBODY", "ev.z"));

        // when
        var checked = verdicts(Client.checked(body.getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(checked)
                .extracting(verdict -> verdict.path("verdict").asText() + " " + verdict.has("receipt") + " "
                        + verdict.path("problem").path("status").asInt())
                .containsExactly("accepted false 0", "refused false 409", "refused false 422");
        Client.get("/v1/statements/st.ev-z1").then().statusCode(404);
        Client.event(good).then().statusCode(201).header("Idempotent-Replayed", nullValue());
    }

    @Test
    void a_line_that_is_too_long_refuses_itself_alone() throws IOException {
        // given
        Client.define("EVE", "ev.e");
        var body = "x".repeat(3 << 20) + "\n" + event("ev-7", Samples.statement("st.ev-7", "EVE", "ev.e"));

        // when
        var verdicts = verdicts(Client.lines(body.getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(verdicts)
                .extracting(verdict -> verdict.path("verdict").asText() + " "
                        + verdict.path("problem").path("status").asInt())
                .containsExactly("refused 413", "accepted 0");
    }

    @Test
    void a_sender_that_waits_for_each_verdict_gets_it() throws IOException {
        // given
        Client.define("EVW", "ev.w");
        var verdicts = new ArrayList<String>();

        // when
        try (var stream = LineByLine.open("/v1/events", Tokens.of("chief", "publisher", "operator"))) {
            for (int i = 1; i <= 3; i++) {
                stream.send(event("ev-w" + i, Samples.statement("st.ev-w" + i, "EVW", "ev.w")));
                verdicts.add(FeedJson.mapper()
                        .readTree(stream.receive())
                        .path("verdict")
                        .asText());
            }
        }

        // then
        assertThat(verdicts).containsExactly("accepted", "accepted", "accepted");
    }

    @Test
    void a_batch_gives_a_verdict_for_each_event() {
        // given
        Client.define("EVF", "ev.f");
        var batch = FeedJson.mapper().createArrayNode();
        batch.add(event("ev-8", Samples.statement("st.ev-8", "EVF", "ev.f")));
        batch.add(event("ev-8", Samples.statement("st.ev-8", "EVF", "ev.f")));
        batch.add(event("ev-8", Samples.statement("st.ev-9", "EVF", "ev.f")));
        batch.add(7);

        // when
        var answer = Client.operator()
                .contentType("application/cloudevents-batch+json")
                .body(batch.toString().getBytes(StandardCharsets.UTF_8))
                .post("/v1/events");

        // then
        answer.then()
                .statusCode(200)
                .body("items.verdict", equalTo(List.of("accepted", "replayed", "refused", "refused")))
                .body("items[2].problem.status", equalTo(409))
                .body("items[0].receipt.version", equalTo(1));
    }

    @Test
    void another_media_type_is_answered_with_those_that_are_read() {
        // when
        var answer = Client.operator()
                .contentType("text/plain")
                .body("hello".getBytes(StandardCharsets.UTF_8))
                .post("/v1/events");

        // then
        answer.then()
                .statusCode(415)
                .header(
                        "Accept",
                        "application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson");
        assertThat(answer.jsonPath().getString("detail")).contains("application/x-ndjson");
    }

    @Test
    void what_a_sender_says_of_recordedtime_is_ignored() {
        // given
        Client.define("EVG", "ev.g");
        var event = event("ev-10", Samples.statement("st.ev-10", "EVG", "ev.g"));

        // when
        Client.event(event.deepCopy().put("recordedtime", "2001-01-01T00:00:00Z"))
                .then()
                .statusCode(201);
        var again = Client.event(event.deepCopy().put("recordedtime", "2002-01-01T00:00:00Z"));

        // then
        again.then().statusCode(201).header("Idempotent-Replayed", "true");
        assertThat(again.path("recordedtime").toString()).startsWith("20").doesNotStartWith("200");
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode event(String id, JsonNode statement) {
        var event = Samples.json("""
                {'specversion':'1.0','id':'%s','source':'urn:test:events','type':'diplofeed.statement.recorded.v1'}
                """.formatted(id));
        event.set("data", statement);
        return event;
    }

    private static List<JsonNode> verdicts(Response response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        var verdicts = new ArrayList<JsonNode>();
        for (var line : response.asString().lines().toList()) {
            verdicts.add(FeedJson.mapper().readTree(line));
        }
        return verdicts;
    }
}
