package org.diplofeed.ingest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.LogReader;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.broker.KafkaConfig;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One restore from its beginning to what comes after it; the tests are its steps. */
@QuarkusTest
@WithTestResource(value = RestoreTest.Empty.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreTest {
    private static final String FILE = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);
    private static final Instant BEGIN = Instant.parse("2025-12-05T00:00:00Z");

    /** A service of its own, with nothing in it. */
    public static class Empty extends IngestStack {}

    @Inject
    KafkaConfig kafka;

    private final List<ObjectNode> sent = sent();
    private final List<ObjectNode> exported = exported(sent);

    @Test
    @Order(1)
    void a_log_is_restored_into_an_empty_service_which_then_takes_nothing_else() {
        // when
        var begun = begin(FILE);

        // then
        assertThat(begun.statusCode()).isEqualTo(200);
        assertThat(begun.<String>path("state")).isEqualTo("RESTORING");
        var refused = Client.event(sent.getFirst());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.<String>path("detail")).contains("restored");
    }

    @Test
    @Order(2)
    void lines_that_follow_no_stream_or_are_no_events_are_refused_with_their_place() {
        // given
        var hole = exported.getLast().deepCopy().put("streamversion", 7);
        var late = exported.getFirst().deepCopy().put("recordedtime", "2031-01-01T00:00:00.000000Z");
        var derived = exported.getFirst().deepCopy().put("partitionkey", "position/actor");

        // when
        var answers = List.of(put(List.of(exported.getFirst(), hole)), put(List.of(late)), put(List.of(derived)));

        // then
        assertThat(answers).extracting(Response::statusCode).containsExactly(409, 422, 422);
        assertThat(answers.getFirst().<String>path("errors[0].pointer")).isEqualTo("/1");
        assertThat(state().<Integer>path("recorded")).isZero();
    }

    @Test
    @Order(3)
    void a_restore_that_breaks_off_is_incomplete_and_goes_on_with_the_same_file_only() {
        // given
        put(exported.subList(0, exported.size() / 2));

        // when
        var incomplete = complete();
        var another = begin(OTHER);
        var same = begin(FILE);

        // then
        assertThat(incomplete.statusCode()).isEqualTo(409);
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(another.<String>path("type")).endsWith("not-empty");
        assertThat(same.<Integer>path("recorded")).isEqualTo(exported.size() / 2);
    }

    @Test
    @Order(4)
    void what_was_sent_twice_is_there_once_and_on_the_log_as_it_was() {
        // when
        var again = put(exported);

        // then
        assertThat(again.<Integer>path("present")).isEqualTo(exported.size() / 2);
        assertThat(again.<Integer>path("restored")).isEqualTo(exported.size() - exported.size() / 2);
        var published = published();
        assertThat(published).hasSameSizeAs(exported);
        for (var line : exported) {
            assertThat(published.get(line.path("partitionkey").asText() + "@"
                            + line.path("streamversion").asLong()))
                    .satisfies(event -> {
                        assertThat(event.data()).isEqualTo(line.path("data"));
                        assertThat(event.envelope().id())
                                .isEqualTo(line.path("id").asText());
                        assertThat(Envelope.format(event.envelope().recordedTime()))
                                .isEqualTo(line.path("recordedtime").asText());
                    });
        }
    }

    @Test
    @Order(5)
    void a_restore_is_done_when_everything_is_on_the_log_and_can_then_not_begin_anew() {
        // given
        org.diplofeed.ingest.stack.Eventually.get(() -> state().<Integer>path("unpublished"), left -> left == 0);

        // when
        var done = complete();

        // then
        assertThat(done.<String>path("state")).isEqualTo("RESTORED");
        assertThat(begin(OTHER).statusCode()).isEqualTo(409);
        assertThat(put(exported).statusCode()).isEqualTo(409);
    }

    @Test
    @Order(6)
    void whoever_sends_again_what_was_restored_is_answered_as_if_it_had_been_recorded_here() {
        for (int i = 0; i < sent.size(); i++) {
            // when
            var answer = Client.event(sent.get(i));

            // then
            var line = exported.get(i);
            assertThat(answer.statusCode()).as(line.path("id").asText()).isIn(200, 201);
            assertThat(answer.header("Idempotent-Replayed"))
                    .as(line.path("id").asText())
                    .isEqualTo("true");
            assertThat(answer.<String>path("stream"))
                    .isEqualTo(line.path("partitionkey").asText());
            assertThat(answer.<Integer>path("version"))
                    .isEqualTo(line.path("streamversion").asInt());
            assertThat(answer.<String>path("recordedtime"))
                    .isEqualTo(line.path("recordedtime").asText());
        }
        var other = sent.getFirst().deepCopy();
        ((ObjectNode) other.path("data")).put("name", "Another name");
        assertThat(Client.event(other).<String>path("type")).endsWith("event-id-reused");
    }

    @Test
    @Order(7)
    void records_stand_as_they_did_and_are_decided_on_as_ever() {
        // when
        var corrected = Client.get("/v1/statements/st.nato.z01");
        var retracted = Client.event(change("again", "record.corrected", """
                {'target':'st.nato.z02','patch':{'note':'x'},'reason':'CODING_ERROR'}"""));
        var linked = Client.get("/v1/statements/st.nato.z03");
        var overlapping = Client.event(change("overlap", "record.corrected", """
                {'target':'st.nato.z01','patch':{'note':'Checked twice.'},'reason':'CODING_ERROR'}"""));
        var next = Client.event(change("next", "record.corrected", """
                {'target':'st.nato.z01','patch':{'summary':'Wants steps.'},'reason':'CODING_ERROR'}"""));

        // then
        assertThat(corrected.<String>path("status")).isEqualTo("CORRECTED");
        assertThat(corrected.<String>path("document.note")).isEqualTo("Checked.");
        assertThat(corrected.<List<?>>path("events")).hasSize(3);
        assertThat(retracted.statusCode()).isEqualTo(409);
        assertThat(linked.<String>path("status")).isEqualTo("LINKED");
        assertThat(overlapping.<String>path("type")).endsWith("edits-overlap");
        assertThat(next.statusCode()).isEqualTo(201);
        assertThat(next.<Integer>path("version")).isEqualTo(4);
    }

    @Test
    @Order(8)
    void what_operators_did_is_kept_with_who_and_how_much() throws Exception {
        // when
        var kept = Client.operator().get("/v1/admin/audit");

        // then
        assertThat(kept.<List<String>>path("items.action"))
                .contains("restore.begin", "restore.complete")
                .doesNotContain("restore.events");
        assertThat(kept.<List<String>>path("items.operator")).containsOnly("chief");
        assertThat(kept.<List<String>>path("items.outcome"))
                .contains("RESTORED", "RESTORING", "The system holds something already");
        assertThat(Client.publisher().get("/v1/admin/audit").statusCode()).isEqualTo(403);
        assertThat(refusedBySql("update operator_action set operator = 'nobody'"))
                .isTrue();
        assertThat(refusedBySql("delete from operator_outcome")).isTrue();
        assertThat(refusedBySql("truncate operator_action cascade")).isTrue();
    }

    @Inject
    javax.sql.DataSource database;

    private boolean refusedBySql(String sql) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return false;
        } catch (java.sql.SQLException e) {
            return String.valueOf(e.getMessage()).contains("appended to");
        }
    }

    private Response begin(String file) {
        return Client.send(
                        Client.operator(),
                        Samples.json("{'file':'%s','events':%d,'toRead':0,'until':'2025-12-06T00:00:00Z'}"
                                .formatted(file, exported.size())))
                .post("/v1/admin/restore");
    }

    private static Response put(List<ObjectNode> lines) {
        var body = new StringBuilder();
        lines.forEach(line -> body.append(line).append('\n'));
        return Client.operator()
                .contentType("application/x-ndjson")
                .body(body.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/admin/restore/events");
    }

    private static Response complete() {
        return Client.operator().post("/v1/admin/restore/completion");
    }

    private static Response state() {
        return Client.operator().get("/v1/admin/restore");
    }

    private Map<String, FeedRecord> published() {
        var broker = ConfigProvider.getConfig().getValue("diplofeed.kafka.bootstrap-servers", String.class);
        var found = new HashMap<String, FeedRecord>();
        for (var topic : List.of(Topic.REFERENCE, Topic.STATEMENTS)) {
            var name = topic.name(kafka.topicPrefix());
            int expected = Math.toIntExact(exported.stream()
                    .filter(line ->
                            line.path("partitionkey").asText().startsWith("statement/") == (topic == Topic.STATEMENTS))
                    .count());
            LogReader.read(broker, name, event -> true, expected)
                    .forEach(event -> found.put(
                            event.envelope().stream() + "@" + event.envelope().streamVersion(), event));
        }
        return found;
    }

    /** A story, with a correction, a retraction and a link behind it, as senders sent them. */
    private static List<ObjectNode> sent() {
        var story = Samples.story("nato-question-2021-2022");
        var events = new ArrayList<>(Samples.definitions(story, "urn:test:story"));
        events.addAll(Samples.events(story));
        events.add(change("c1", "record.corrected", """
                {'target':'st.nato.z01','patch':{'note':'Checked.'},'reason':'CODING_ERROR'}"""));
        events.add(change("r1", "record.retracted", "{'target':'st.nato.z02','reason':'ENTRY_ERROR'}"));
        events.add(change("l1", "records.linked", """
                {'canonical':'st.nato.z01','duplicates':['st.nato.z03'],'relation':'SAME_UTTERANCE'}"""));
        return events;
    }

    private static ObjectNode change(String id, String type, String data) {
        var event = Samples.json("{'specversion':'1.0','id':'%s','source':'urn:test:changes','type':'diplofeed.%s.v1'}"
                .formatted(id, type));
        event.set("data", Samples.json(data));
        return event;
    }

    /** The same as an export of the log has them. */
    private static List<ObjectNode> exported(List<ObjectNode> sent) {
        var versions = new HashMap<String, Long>();
        var lines = new ArrayList<ObjectNode>();
        for (int i = 0; i < sent.size(); i++) {
            var line = sent.get(i).deepCopy();
            var stream = stream(line);
            line.put("partitionkey", stream)
                    .put("subject", stream.substring(stream.indexOf('/') + 1))
                    .put("streamversion", versions.merge(stream, 1L, Long::sum))
                    .put("recordedtime", Envelope.format(BEGIN.plusSeconds(i)));
            if (!line.has("time")) {
                line.put("time", line.at("/data/occurred/from").asText(BEGIN.toString()));
            }
            if (line.at("/data/target").isTextual()) {
                ((ObjectNode) line.path("data")).put("by", "desk");
            }
            lines.add(line);
        }
        return lines;
    }

    private static String stream(JsonNode event) {
        var data = event.path("data");
        for (var place : List.of("actor", "issue", "claim", "statement")) {
            if (data.has(place + "Id") && event.path("type").asText().contains(place)) {
                return place + "/" + data.path(place + "Id").asText();
            }
        }
        return "statement/" + data.path("target").asText(data.path("canonical").asText());
    }
}
