package org.diplofeed.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.broker.KafkaConfig;
import org.junit.jupiter.api.Test;

/** The log by its offsets, as an operator exports it. */
@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class PartitionExportTest {
    private static final String PATH = "/v1/admin/export/partitions";
    private static final String SECRET = "what nobody recorded";
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>.*");

    @Inject
    KafkaConfig kafka;

    @Test
    void what_stands_on_a_partition_comes_in_its_order_page_by_page_and_strangers_without_a_word() throws Exception {
        // given
        Client.define("PEX", "pe.x");
        for (int i = 0; i < 12; i++) {
            Client.post("/v1/statements", Samples.statement("pe.x" + i, "PEX", "pe.x"))
                    .then()
                    .statusCode(201);
        }
        var stranger = send("pe.stranger", SECRET);
        int partition = stranger.partition();
        Eventually.get(() -> held(partition), end -> end > stranger.offset());

        // when
        var lines =
                lines("/%d/events?topic=statements&limit=3&toOffset=%d".formatted(partition, stranger.offset() + 1));

        // then
        assertThat(lines).hasSize(Math.toIntExact(stranger.offset() + 1));
        for (int offset = 0; offset < lines.size(); offset++) {
            assertThat(lines.get(offset).path("logoffset").asLong()).isEqualTo(offset);
            assertThat(lines.get(offset).path("logpartition").asInt()).isEqualTo(partition);
        }
        assertThat(lines.getLast().path("type").asText()).isEqualTo("diplofeed.export.unrecorded.v1");
        assertThat(lines.toString()).doesNotContain(SECRET);
        assertThat(lines.getFirst().path("partitionkey").asText()).isNotEmpty();
        assertThat(lines.getFirst().path("data").isObject()).isTrue();
    }

    @Test
    void a_stream_alone_can_be_asked_for_within_its_offsets() throws Exception {
        // given
        Client.define("PEY", "pe.y");
        Client.post("/v1/statements", Samples.statement("pe.y1", "PEY", "pe.y"));
        Client.post("/v1/statements/pe.y1/retractions", Samples.json("{'reason':'ENTRY_ERROR'}"))
                .then()
                .statusCode(201);

        // when
        var found = Eventually.get(
                () -> {
                    var all = new ArrayList<JsonNode>();
                    for (int partition = 0; partition < kafka.partitions(); partition++) {
                        lines("/" + partition + "/events?topic=statements&stream=statement/pe.y1").stream()
                                .filter(line -> line.has("data"))
                                .forEach(all::add);
                    }
                    return all;
                },
                lines -> lines.size() == 2);

        // then
        assertThat(found)
                .extracting(line -> line.path("type").asText())
                .containsExactly("diplofeed.statement.recorded.v1", "diplofeed.record.retracted.v1");
    }

    @Test
    void what_makes_no_sense_is_refused_and_said() {
        ask("").then()
                .statusCode(400)
                .body("detail", equalTo("topic is required: offsets mean something in one alone."));
        ask("?topic=rumours").then().statusCode(400);
        ask("/999/events?topic=statements").then().statusCode(404);
        ask("/0/events?topic=statements&limit=0").then().statusCode(400);
        ask("/0/events?topic=statements&fromOffset=x").then().statusCode(400);
        Client.publisher().get(PATH + "?topic=statements").then().statusCode(403);
    }

    @Test
    void the_first_page_is_kept_in_the_audit() throws Exception {
        // when
        lines("/0/events?topic=reference&limit=1&fromOffset=0&toOffset=2");

        // then
        var kept = Client.operator()
                .queryParam("action", "export")
                .get("/v1/admin/audit")
                .jsonPath();
        assertThat(kept.getString("items[0].target")).isEqualTo("topic=reference partition=0 fromOffset=0 toOffset=2");
    }

    private long held(int partition) {
        var end = ask("?topic=statements")
                .jsonPath()
                .param("partition", partition)
                .getObject("items.find { it.partition == partition }.end", Long.class);
        return end == null ? 0 : end;
    }

    private static Response ask(String rest) {
        return Client.operator().get(PATH + rest);
    }

    private static List<JsonNode> lines(String first) {
        var lines = new ArrayList<JsonNode>();
        var next = first;
        while (next != null) {
            var page = ask(next);
            page.then().statusCode(200);
            page.asString().lines().map(PartitionExportTest::json).forEach(lines::add);
            var link = NEXT.matcher(String.valueOf(page.header("Link")));
            next = link.matches() ? rest(URI.create(link.group(1))) : null;
        }
        return lines;
    }

    private static String rest(URI page) {
        return (page.getPath() + "?" + page.getQuery()).substring(PATH.length());
    }

    private static JsonNode json(String line) {
        try {
            return FeedJson.mapper().readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }

    /** Puts an event on the log that is one for every reader, and that ingest never recorded. */
    private RecordMetadata send(String id, String summary) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        var stranger = new ProducerRecord<>(
                Topic.STATEMENTS.name(kafka.topicPrefix()),
                "statement/" + id,
                Samples.statement(id, "PEX", "pe.x")
                        .put("summary", summary)
                        .toString()
                        .getBytes(UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_source", "urn:test",
                        "ce_type", "diplofeed.statement.recorded.v1",
                        "ce_subject", id,
                        "ce_time", "2025-12-02T10:00:00Z",
                        "ce_recordedtime", "2025-12-02T10:00:00Z",
                        "ce_streamversion", "1",
                        "content-type", "application/json")
                .forEach((name, value) -> stranger.headers().add(name, value.getBytes(UTF_8)));
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return producer.send(stranger).get(10, TimeUnit.SECONDS);
        }
    }
}
