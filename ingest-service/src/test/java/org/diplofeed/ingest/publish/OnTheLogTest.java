package org.diplofeed.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.StatementRecorded;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.LogReader;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.broker.KafkaConfig;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class OnTheLogTest {
    private static final long SEED = 20251202L;

    @Inject
    KafkaConfig kafka;

    @Test
    void what_was_answered_is_on_the_topic_with_the_same_version_and_time() {
        // given
        Client.define("OLA", "ol.a");
        var answer = Client.post("/v1/statements", Samples.statement("ol.a1", "OLA", "ol.a"));

        // when
        var records = statements(ofStream("ol.a1"), 1);

        // then
        assertThat(records).singleElement().satisfies(record -> {
            assertThat(record.event()).isInstanceOf(StatementRecorded.class);
            assertThat(record.envelope().streamVersion()).isEqualTo(1);
            assertThat(record.envelope().recordedTime())
                    .isEqualTo(Instant.parse(answer.path("recordedtime").toString()));
            assertThat(record.envelope().time()).isEqualTo("2025-12-02T10:00:00Z");
            assertThat(record.data()).isEqualTo(Samples.statement("ol.a1", "OLA", "ol.a"));
        });
    }

    @Test
    void under_random_concurrent_corrections_every_stream_is_dense_and_in_order() throws InterruptedException {
        // given
        Client.define("OLB", "ol.b");
        var random = new Random(SEED);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 24; i++) {
            ids.add("ol.b" + i);
            Client.post("/v1/statements", Samples.statement("ol.b" + i, "OLB", "ol.b"))
                    .then()
                    .statusCode(201);
        }
        var editors = new ArrayList<Thread>();
        var accepted = new AtomicInteger(ids.size());

        // when
        for (int editor = 0; editor < 4; editor++) {
            var targets = random.ints(20, 0, ids.size()).mapToObj(ids::get).toList();
            var name = "editor-" + editor;
            editors.add(Thread.ofVirtual()
                    .start(() -> targets.forEach(id -> {
                        var patch = Samples.json("{'patch':{'note':'by %s'},'reason':'CODING_ERROR'}".formatted(name));
                        int status = Client.send(Client.as(name, "publisher"), patch)
                                .post("/v1/statements/" + id + "/corrections")
                                .statusCode();
                        if (status == 201) {
                            accepted.incrementAndGet();
                        }
                    })));
        }
        for (var editor : editors) {
            editor.join();
        }
        var records = statements(record -> record.envelope().stream().subject().startsWith("ol.b"), accepted.get());

        // then
        assertThat(records).as("seed %d", SEED).hasSize(accepted.get());
        Map<String, List<Long>> versions = new HashMap<>();
        records.forEach(
                record -> versions.computeIfAbsent(record.envelope().stream().subject(), _ -> new ArrayList<>())
                        .add(record.envelope().streamVersion()));
        assertThat(versions).hasSize(ids.size()).allSatisfy((id, seen) -> {
            for (int i = 0; i < seen.size(); i++) {
                assertThat(seen.get(i)).as("seed %d, stream %s", SEED, id).isEqualTo(i + 1L);
            }
        });
    }

    @Test
    void an_embargo_that_is_lifted_lets_all_that_waited_out_in_order() {
        // given
        Client.define("OLC", "ol.c");
        Client.post(
                        "/v1/statements",
                        Samples.statement("ol.c1", "OLC", "ol.c").put("embargoUntil", "2999-01-01T00:00:00Z"))
                .then()
                .statusCode(201);
        Client.post(
                        "/v1/statements/ol.c1/corrections",
                        Samples.json("{'patch':{'note':'still held'},'reason':'CODING_ERROR'}"))
                .then()
                .statusCode(201)
                .header("ETag", "\"2\"");

        // when
        Client.post(
                        "/v1/statements/ol.c1/corrections",
                        Samples.json("{'patch':{'embargoUntil':null},'reason':'CODING_ERROR'}"))
                .then()
                .statusCode(201)
                .header("ETag", "\"3\"");
        var records = statements(ofStream("ol.c1"), 3);

        // then
        assertThat(records)
                .extracting(record -> record.envelope().streamVersion())
                .containsExactly(1L, 2L, 3L);
        assertThat(records.getLast().event()).isInstanceOf(RecordCorrected.class);
        Client.publisher()
                .get("/v1/statements/ol.c1")
                .then()
                .body("heldUntil", equalTo(null))
                .body("events.size()", equalTo(3));
    }

    private List<FeedRecord> statements(Predicate<FeedRecord> condition, int expected) {
        return LogReader.read(
                kafka.bootstrapServers(), Topic.STATEMENTS.name(kafka.topicPrefix()), condition, expected);
    }

    private static Predicate<FeedRecord> ofStream(String id) {
        return record -> record.envelope().stream().subject().equals(id);
    }
}
