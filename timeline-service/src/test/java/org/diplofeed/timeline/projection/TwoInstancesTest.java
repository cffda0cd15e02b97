package org.diplofeed.timeline.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.Topics;
import org.diplofeed.testkit.TestBroker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several readers at once, each with transactions side by side, on the positions that they fight for. */
class TwoInstancesTest {
    private static final int EVENTS = 150;
    private static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", TestBroker.bootstrapServers());

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void two_instances_equal_one(long seed) throws Exception {
        // given
        var recorded = RandomHistory.of(seed, EVENTS);
        var topic = TestBroker.topicPrefix() + "statements";
        Topics.ensure(KAFKA, List.of(topic), PARTITIONS, 1, PATIENCE);
        var settings =
                ProjectorSettings.of(topic, List.of(topic)).withBatchSize(10).withWorkers(2);
        try (var one = Database.fresh();
                var shared = Database.fresh()) {
            recorded.forEach(entry -> one.apply(List.of(entry)));
            send(topic, recorded.subList(0, recorded.size() / 2));

            // when
            try (var _ = shared.follow(KAFKA, settings);
                    var _ = shared.follow(KAFKA, settings)) {
                send(topic, recorded.subList(recorded.size() / 2, recorded.size()));
                await(shared, recorded.size());
            }

            // then
            assertThat(shared.texts("select stream_id from parked_stream")).isEmpty();
            for (var table : ArrivalLawTest.TABLES) {
                assertThat(shared.dump(table.name(), table.columns()))
                        .as("%s, seed %d", table.name(), seed)
                        .isEqualTo(one.dump(table.name(), table.columns()));
            }
        }
    }

    private static void send(String topic, List<LogEntry> entries) throws Exception {
        try (var producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new ByteArraySerializer())) {
            for (var entry : entries) {
                var message = new ProducerRecord<>(topic, entry.streamId(), entry.payload());
                entry.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
                producer.send(message).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static void await(Database database, int events) {
        var read = "select coalesce(sum(next_offset), 0)::text from projection_offset";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!database.texts(read).equals(List.of(Integer.toString(events)))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the log was not read in time");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
