package org.diplofeed.alert.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.shift;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.FeedWriter;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.alert.alerts.RebuiltEvents;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.StreamKind;
import org.diplofeed.events.Topic;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.Projection;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.Topics;
import org.diplofeed.testkit.TestBroker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rebuild whose readers and database sessions end in the middle, again and again. */
class KilledRebuildTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final int EVENTS = 60;
    private static final int STREAMS = 5;

    private final AlertDatabase database = new AlertDatabase();
    private final String prefix = TestBroker.topicPrefix();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void what_was_killed_goes_on_and_gives_what_is_there_and_what_is_surplus_goes(long seed) throws Exception {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        publish();
        try (var _ = reader(new AlertProjection(), 100)) {
            eventually(() -> count("derived_event"), count -> count == EVENTS);
        }
        long effects = count("effect");
        database.run("insert into derived_event (event_id, type, about_id, occurred, recorded, payload)"
                + " select 'foreign', type, 'foreign', occurred, recorded, payload from derived_event limit 1");
        int number = begin();

        // when
        readAndKill(number, new SplittableRandom(seed));
        var report = report(number);
        approve(number);

        // then
        assertThat(report.samples())
                .as("seed %d", seed)
                .containsExactly(new Comparison.Sample("derived_event", "foreign", "SURPLUS"));
        assertThat(report.same()).isFalse();
        assertThat(report(number).same()).isTrue();
        assertThat(count("derived_event")).isEqualTo(EVENTS);
        assertThat(count("effect")).isEqualTo(effects).isEqualTo(EVENTS);
    }

    private void publish() {
        Topics.ensure(kafka(), topics(), 2, 1, Duration.ofSeconds(30));
        try (var feed = new FeedWriter(prefix)) {
            for (int i = 0; i < EVENTS; i++) {
                feed.write(
                        StreamKind.POSITION.of("X" + i % STREAMS + "|x.bridge"),
                        1 + i / STREAMS,
                        "e" + i,
                        AT,
                        new ShiftConfirmed(shift("s" + i, AT), 1, recorded("s" + i, AT)));
            }
        }
    }

    private void readAndKill(int number, SplittableRandom random) {
        for (long until = 1; until < EVENTS; until += random.nextInt(5, 20)) {
            long enough = until;
            try (var _ = reader(new RebuiltEvents(number, () -> 0, 500), random.nextInt(1, 4))) {
                eventually(() -> count(table(number)), count -> count >= enough);
                database.rows("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");
            }
        }
        try (var _ = reader(new RebuiltEvents(number, () -> 0, 500), 3)) {
            eventually(() -> count(table(number)), count -> count == EVENTS);
        }
    }

    private int begin() throws SQLException {
        try (var connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            int number = new RebuildRows(connection).add("tester");
            connection.commit();
            return number;
        }
    }

    private Comparison report(int number) throws SQLException {
        try (var connection = database.source().getConnection()) {
            return differences(connection, number).report("tester");
        }
    }

    private void approve(int number) throws SQLException {
        try (var connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            differences(connection, number).keep();
            for (var table : DerivedTable.ALL) {
                table.replace(connection, RebuiltEvents.schema(number));
            }
            connection.commit();
        }
    }

    private static Differences differences(Connection connection, int number) throws SQLException {
        return Differences.of(
                connection, new RebuildRows(connection).find(number).orElseThrow());
    }

    private PartitionProjector reader(Projection projection, int batch) {
        return PartitionProjector.start(
                database.source(),
                kafka(),
                projection,
                ProjectorSettings.of(prefix + projection.name(), topics())
                        .withBatchSize(batch)
                        .withPoll(Duration.ofMillis(50)));
    }

    private List<String> topics() {
        return List.of(Topic.SHIFTS.name(prefix));
    }

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    }

    private static String table(int number) {
        return RebuiltEvents.schema(number) + ".derived_event";
    }

    private long count(String table) {
        return Long.parseLong(database.texts("select count(*) from " + table).getFirst());
    }
}
