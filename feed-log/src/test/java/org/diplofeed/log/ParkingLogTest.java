package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkingLogTest {
    private static final Logger LOGGER = Logger.getLogger(ParkingLog.class.getName());

    private final Keeper keeper = new Keeper();

    /** Keeps what is logged as a console would show it. */
    private static final class Keeper extends Handler {
        private final PatternFormatter formatter = new PatternFormatter("%p %s%e");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** A projection that knows what is wrong. */
    private record Explaining(Recording recording) implements Projection {
        @Override
        public String name() {
            return recording.name();
        }

        @Override
        public void apply(Connection connection, List<LogEntry> entries) throws Exception {
            recording.apply(connection, entries);
        }

        @Override
        public Optional<String> explain(Throwable fault) {
            return Optional.of("of a kind\nunknown here " + "x".repeat(2_000));
        }
    }

    @BeforeEach
    void listen() {
        LOGGER.addHandler(keeper);
    }

    @AfterEach
    void listen_no_more() {
        LOGGER.removeHandler(keeper);
    }

    @Test
    void a_stream_that_is_parked_and_goes_on_is_told_without_its_content_and_a_dry_run_is_not() throws Exception {
        // given
        var projection = new Recording("told");
        var topic = LogTopic.fresh(1);
        topic.send("statement/told", 1, "p");
        topic.send("statement/told", 2, Recording.FAILS_UNTIL_SWITCHED);
        var database = LogDatabase.fresh();
        read(database, topic, projection);
        var parked = new ParkedStreams(database.source(), projection);
        parked.dryRun("statement/told");
        parked.retry("statement/told");
        database.execute("insert into switched values ('on')");

        // when
        parked.dryRun("statement/told");
        parked.retry("statement/told");

        // then
        assertThat(keeper.lines)
                .filteredOn(line -> line.contains("projection=told"))
                .satisfiesExactly(
                        ParkingLogTest::tellsOfParking,
                        ParkingLogTest::tellsOfParking,
                        line -> assertThat(line)
                                .startsWith("INFO ")
                                .endsWith("parked stream goes on")
                                .contains("stream=statement/told", "version=2"));
    }

    private static void tellsOfParking(String line) {
        assertThat(line)
                .startsWith("WARN ")
                .endsWith("stream parked")
                .contains("stream=statement/told", "reason=REFUSED", "version=2", "fault=java.lang.IllegalState")
                .doesNotContain("secret");
    }

    @Test
    void what_a_projection_explains_is_told_in_one_line_of_bounded_length() throws Exception {
        // given
        var projection = new Explaining(new Recording("explained"));
        var topic = LogTopic.fresh(1);
        topic.send("statement/explained", 1, Recording.THROWS);
        var database = LogDatabase.fresh();

        // when
        read(database, topic, projection);

        // then
        var fault = new ParkedStreams(database.source(), projection)
                .list(1)
                .getFirst()
                .fault();
        assertThat(fault)
                .startsWith("of a kind unknown here xxx")
                .hasSize(1_001)
                .endsWith("…");
        assertThat(keeper.lines)
                .filteredOn(line -> line.contains("projection=explained"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("fault=" + fault));
    }

    @Test
    void of_very_many_streams_the_first_are_told_and_the_others_counted() {
        // given
        var states = IntStream.range(0, ParkingLog.LONGEST + 5)
                .mapToObj(number -> new StreamState("statement/" + number, 0, null))
                .toList();
        states.forEach(state -> state.addUnreadable(new RawRecord("t", 0, 0, state.streamId(), true, Map.of(), null)));

        // when
        ParkingLog.tell("many", states);

        // then
        var lines = keeper.lines.stream()
                .filter(line -> line.contains("projection=many"))
                .toList();
        assertThat(lines).hasSize(ParkingLog.LONGEST + 1);
        assertThat(lines.getLast()).contains("further streams").contains("streams=5");
    }

    private static void read(LogDatabase database, LogTopic topic, Projection projection) throws Exception {
        long end = topic.records().size();
        try (var projector =
                PartitionProjector.start(database.source(), topic.kafka(), projection, topic.read(topic.name()))) {
            Await.until(
                    "read to the end",
                    () -> database.number("select coalesce(sum(next_offset), 0) from projection_offset") == end);
            assertThat(projector.progress()).isNotNull();
        }
    }
}
