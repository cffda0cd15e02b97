package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ledger, relays and projectors together, everything dying now and then. */
class WholeWayTest {
    private static final RelaySettings RELAY = new RelaySettings(
            7, Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMillis(20));
    private static final String BY_STREAM = " group by stream_id order by stream_id";

    /** Dies in the middle of a batch now and then, after it has written. */
    private record Mortal(Recording recording, Random random) implements Projection {
        @Override
        public String name() {
            return recording.name();
        }

        @Override
        public void apply(Connection connection, List<LogEntry> entries) throws Exception {
            recording.apply(connection, entries);
            boolean dies;
            synchronized (random) {
                dies = random.nextInt(4) == 0;
            }
            if (dies) {
                connection.close();
                throw new RetryLater("died in the middle of a batch");
            }
        }
    }

    @Test
    void what_the_ledger_holds_takes_effect_once_and_in_order_whoever_dies_on_the_way() throws Exception {
        // given
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(3);
        var projection = new Mortal(new Recording("mortal"), new Random(seed + 1));
        var settings = new ProjectorSettings(
                List.of(topic.name()),
                List.of(),
                topic.name(),
                11,
                2,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                20,
                Duration.ofMinutes(10),
                Duration.ofSeconds(15));
        var relays = new ArrayList<Relay>();
        var deaths = new AtomicInteger();

        // when
        try (var reader = PartitionProjector.start(database.source(), topic.kafka(), projection, settings);
                var second = PartitionProjector.start(database.source(), topic.kafka(), projection, settings)) {
            for (int round = 0; round < 15; round++) {
                for (int batch = 0; batch < 6; batch++) {
                    database.append(random.ints(1 + random.nextInt(5), 0, 10)
                            .mapToObj(stream -> topic.event("statement/" + stream, "p"))
                            .toArray(NewEvent[]::new));
                }
                var mortality = new Random(random.nextLong());
                var relay = Relay.start(database.source(), topic.kafka(), RELAY, step -> {
                    if (mortality.nextInt(6) == 0) {
                        deaths.incrementAndGet();
                        throw new Relay.Killed();
                    }
                });
                relays.add(relay);
            }
            try (var survivor = Relay.start(database.source(), topic.kafka(), RELAY)) {
                Await.until("all published", () -> survivor.depth() == 0);
            }
            long appended = database.number("select count(*) from event");
            Await.until("all applied", () -> database.number("select count(*) from applied") >= appended);
            assertThat(List.of(reader.progress().state(), second.progress().state()))
                    .doesNotContain(ProjectionProgress.State.TRIPPED);
        } finally {
            relays.forEach(Relay::close);
        }

        // then
        assertThat(database.texts(
                        "select stream_id || string_agg(version::text, ',' order by place) from applied" + BY_STREAM))
                .as("seed %d, %d deaths", seed, deaths.get())
                .isEqualTo(database.texts(
                        "select stream_id || string_agg(version::text, ',' order by version) from event" + BY_STREAM));
        assertThat(database.number("select count(*) from parked_stream")).isZero();
    }
}
