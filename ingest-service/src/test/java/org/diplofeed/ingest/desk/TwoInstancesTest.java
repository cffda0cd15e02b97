package org.diplofeed.ingest.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.desk.Submission.EventMark;
import org.diplofeed.ingest.publish.AnotherInstance;
import org.diplofeed.ingest.publish.OutboxConfig;
import org.diplofeed.ingest.record.CorrectRecord;
import org.diplofeed.ingest.record.Target;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.LogReader;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.broker.KafkaConfig;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class TwoInstancesTest {
    private static final long SEED = 77L;
    private static final int STATEMENTS = 8;
    private static final int EDITS = 60;

    @Inject
    DataSource database;

    @Inject
    KafkaConfig kafka;

    @Inject
    OutboxConfig outbox;

    @Inject
    DeskConfig config;

    @Test
    void two_instances_on_one_database_keep_every_stream_in_order() throws InterruptedException {
        // given
        Client.define("TWI", "tw.i");
        for (int i = 0; i < STATEMENTS; i++) {
            Client.post("/v1/statements", Samples.statement("tw." + i, "TWI", "tw.i"))
                    .then()
                    .statusCode(201);
        }
        var other = new AnotherInstance(database, kafka, outbox);
        try {
            int shared = Eventually.get(other::ownedBuckets, owned -> owned > 0);
            var second = new Desk(database, other.publication(), config);

            // when
            var onFirst = Thread.ofVirtual().start(TwoInstancesTest::editOverHttp);
            editAt(second);
            onFirst.join();
            second.close(new ShutdownEvent());
            var records = LogReader.read(
                    kafka.bootstrapServers(),
                    Topic.STATEMENTS.name(kafka.topicPrefix()),
                    record -> record.envelope().stream().subject().startsWith("tw."),
                    STATEMENTS + 2 * EDITS);

            // then
            assertThat(shared).isBetween(1, 64);
            assertThat(records).as("seed %d", SEED).hasSizeGreaterThanOrEqualTo(STATEMENTS + 2 * EDITS);
            var versions = records.stream()
                    .collect(Collectors.groupingBy(
                            record -> record.envelope().stream().subject(),
                            Collectors.mapping(
                                    (FeedRecord record) -> record.envelope().streamVersion(), Collectors.toList())));
            assertThat(versions).as("seed %d", SEED).hasSize(STATEMENTS);
            assertThat(versions.values()).allSatisfy(TwoInstancesTest::assertDense);
            assertThat(versions.values().stream()
                            .mapToLong(seen -> seen.stream().distinct().count())
                            .sum())
                    .as("seed %d", SEED)
                    .isEqualTo(STATEMENTS + 2L * EDITS);
        } finally {
            other.stop();
        }
    }

    /** A relay that lost a lease may repeat events; where each is seen first there is no hole and no turn back. */
    private static void assertDense(List<Long> seen) {
        var first = seen.stream().distinct().toList();
        assertThat(first)
                .as("seed %d", SEED)
                .isEqualTo(LongStream.rangeClosed(1, first.size()).boxed().toList());
    }

    private static void editOverHttp() {
        var random = new Random(SEED);
        for (int i = 0; i < EDITS; i++) {
            Client.send(
                            Client.as("first", "publisher"),
                            Samples.json("{'patch':{'note':'%d'},'reason':'CODING_ERROR'}".formatted(i)))
                    .post("/v1/statements/tw." + random.nextInt(STATEMENTS) + "/corrections")
                    .then()
                    .statusCode(201);
        }
    }

    private static void editAt(Desk desk) {
        var random = new Random(SEED + 1);
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < EDITS; i++) {
            var target = new Target(
                    "tw." + random.nextInt(STATEMENTS), RecordKind.STATEMENT, OptionalLong.empty(), "second", "");
            var patch = Samples.json("{'summary':'Says %d.'}".formatted(i));
            outcomes.add(desk.submit(new Submission(
                    new CorrectRecord(target, false, patch, "CODING_ERROR", null),
                    "second",
                    new EventMark("urn:test:second", "second-" + i, null, null, null),
                    null)));
        }
        assertThat(outcomes).as("seed %d", SEED).hasOnlyElementsOfType(Outcome.Recorded.class);
    }
}
