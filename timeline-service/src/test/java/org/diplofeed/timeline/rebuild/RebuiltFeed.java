package org.diplofeed.timeline.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.LogReader;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.StoredOffsets;
import org.diplofeed.log.Topics;
import org.diplofeed.testkit.TestBroker;
import org.diplofeed.testkit.TestDatabase;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.GenerationDatabase;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.timeline.generation.Role;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.TimelineProjection;
import org.flywaydb.core.Flyway;

/** A log, a database with its first generation, and what builds and follows others. */
final class RebuiltFeed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    private static final int CHUNK = 7;

    private final String prefix = TestBroker.topicPrefix();
    private final DataSource pool = TestDatabase.fresh().dataSource();
    private final List<PartitionProjector> projectors = new ArrayList<>();

    private RebuiltFeed() {}

    static RebuiltFeed fresh() throws SQLException {
        var feed = new RebuiltFeed();
        Topics.ensure(KAFKA, feed.topics(), 3, (short) 1, PATIENCE);
        Flyway.configure()
                .dataSource(feed.pool)
                .locations("db/feed-log/ledger", "db/feed-log/restore", "db/told")
                .load()
                .migrate();
        Generations.first(feed.pool);
        Generations.migrate(feed.pool, 1);
        return feed;
    }

    DataSource pool() {
        return pool;
    }

    private List<String> topics() {
        return List.of(Topic.REFERENCE.name(prefix), Topic.STATEMENTS.name(prefix), Topic.MEETINGS.name(prefix));
    }

    RebuiltFeed publish(List<LogEntry> entries) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var entry : entries) {
                var topic = StreamId.parse(entry.streamId()).kind().topic().name(prefix);
                var message = new ProducerRecord<>(topic, entry.streamId(), entry.payload());
                entry.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
                producer.send(message).get(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Has a generation follow the log, and waits until it has read it. */
    RebuiltFeed follow(int number) throws SQLException {
        var generation = generation(number);
        projectors.add(PartitionProjector.start(
                new GenerationDatabase(pool, number),
                KAFKA,
                new TimelineProjection(Topic.SHIFTS.name(prefix), generation.rules(), () -> {}, new Role(number)),
                ProjectorSettings.of(UUID.randomUUID().toString(), topics())
                        .catchingUpFirst(List.of(Topic.REFERENCE.name(prefix)))));
        return awaitRead(number);
    }

    /** Waits until a generation has read the log. */
    RebuiltFeed awaitRead(int number) throws SQLException {
        try (var reader = LogReader.open(KAFKA, 1)) {
            var ends = reader.ends(topics());
            eventually(() -> {
                try (var connection = pool.getConnection()) {
                    return StoredOffsets.behind(Generations.offsets(number).read(connection), ends) == 0;
                }
            });
        }
        return this;
    }

    /** Builds a generation, killed at random places and begun again by somebody else each time. */
    int build(Rules rules, long seed, int kills) throws Exception {
        int number;
        try (var connection = pool.getConnection()) {
            number = GenerationRows.add(connection, rules, null, "test");
        }
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int kill = 0; kill < kills; kill++) {
            attempt(number, killing(random));
        }
        attempt(number, _ -> {});
        assertThat(generation(number).phase()).isEqualTo(Generation.Phase.CATCHING_UP);
        return number;
    }

    private void attempt(int number, Pace pace) throws Exception {
        try {
            new Building(pool, generation(number), new Building.Source(KAFKA, prefix), CHUNK, pace, false).run();
        } catch (Killed _) {
            assertThat(generation(number).state()).isEqualTo(Generation.State.BUILDING);
        }
    }

    private static Pace killing(RandomGenerator random) {
        int[] left = {random.nextInt(1, 8)};
        return _ -> {
            if (--left[0] <= 0) {
                throw new Killed();
            }
        };
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Generation generation(int number) throws SQLException {
        try (var connection = pool.getConnection()) {
            return GenerationRows.find(connection, number).orElseThrow();
        }
    }

    Comparison compare(int number) throws Exception {
        return Hold.both(pool, number, PATIENCE, (connection, live) -> Comparing.of(connection, live, number, "test"));
    }

    /** Everything of a generation's table, in an order of its own. */
    List<String> rows(int number, String columns, String table) throws SQLException {
        try (var connection = new GenerationDatabase(pool, number).getConnection();
                var select =
                        connection.prepareStatement("select row(" + columns + ")::text from " + table + " order by 1");
                var rows = select.executeQuery()) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    /** A condition that a database is asked. */
    interface Condition {
        boolean holds() throws SQLException;
    }

    static void eventually(Condition condition) throws SQLException {
        var deadline = Instant.now().plus(PATIENCE);
        boolean holds = condition.holds();
        while (!holds && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            holds = condition.holds();
        }
        assertThat(holds).as("what was waited for came about").isTrue();
    }

    @Override
    public void close() {
        projectors.forEach(PartitionProjector::close);
    }
}
