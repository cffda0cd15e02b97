package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.diplofeed.log.ParkedStreams.Outcome;
import org.junit.jupiter.api.Test;

class ParkedStreamsTest {
    private static final Recording RECORDING = new Recording("recording");
    private static final String APPLIED = "select version from applied order by place";

    /** A database in which everything sent so far was read. */
    private static LogDatabase read(LogTopic topic) throws Exception {
        var database = LogDatabase.fresh();
        readOn(database, topic);
        return database;
    }

    private static void readOn(LogDatabase database, LogTopic topic) throws Exception {
        long end = topic.records().size();
        try (var projector =
                PartitionProjector.start(database.source(), topic.kafka(), RECORDING, topic.read(topic.name()))) {
            Await.until(
                    "read to the end",
                    () -> database.number("select coalesce(sum(next_offset), 0) from projection_offset") == end);
            assertThat(projector.progress()).isNotNull();
        }
    }

    @Test
    void a_retry_after_the_cause_is_gone_applies_everything_that_waited_in_order() throws Exception {
        // given
        var topic = LogTopic.fresh(1);
        topic.send("statement/a", 1, "p");
        topic.send("statement/a", 2, Recording.FAILS_UNTIL_SWITCHED);
        topic.send("statement/a", 3, "p");
        var database = read(topic);
        var parked = new ParkedStreams(database.source(), RECORDING);
        var tooEarly = parked.retry("statement/a");
        database.execute("insert into switched values ('on')");

        // when
        var dry = parked.dryRun("statement/a");
        var afterDryRun = database.texts(APPLIED);
        var retried = parked.retry("statement/a");

        // then
        assertThat(tooEarly).isInstanceOfSatisfying(Outcome.StillParked.class, still -> {
            assertThat(still.applied()).isZero();
            assertThat(still.at().version()).isEqualTo(2);
        });
        assertThat(dry).isEqualTo(new Outcome.Released(2));
        assertThat(afterDryRun).containsExactly("1");
        assertThat(retried).isEqualTo(new Outcome.Released(2));
        assertThat(database.texts(APPLIED)).containsExactly("1", "2", "3");
        assertThat(parked.retry("statement/a")).isEqualTo(new Outcome.NotParked());
        topic.send("statement/a", 4, "p");
        readOn(database, topic);
        assertThat(database.texts(APPLIED)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void a_skip_passes_over_one_event_keeps_the_reason_and_stops_at_the_next_that_fails() throws Exception {
        // given
        var topic = LogTopic.fresh(1);
        topic.send("statement/a", 1, Recording.THROWS);
        topic.send("statement/a", 2, "p");
        topic.send("statement/a", 3, Recording.DEEP);
        topic.send("statement/a", 4, "p");
        var database = read(topic);
        var parked = new ParkedStreams(database.source(), RECORDING);

        // when
        var first = parked.skip("statement/a", "cannot be mended", "ops@example.org");
        var second = parked.skip("statement/a", "nor this one", "ops@example.org");

        // then
        assertThat(first).isInstanceOfSatisfying(Outcome.StillParked.class, still -> {
            assertThat(still.applied()).isEqualTo(1);
            assertThat(still.at().version()).isEqualTo(3);
        });
        assertThat(second).isEqualTo(new Outcome.Released(1));
        assertThat(database.texts(APPLIED)).containsExactly("2", "4");
        assertThat(database.texts("select reason || log_offset from skipped_event order by from_version"))
                .containsExactly("cannot be mended0", "nor this one2");
        assertThatThrownBy(() -> parked.skip("statement/a", " ", "ops")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_hole_can_be_skipped_and_so_can_a_record_without_a_version() throws Exception {
        // given
        var topic = LogTopic.fresh(1);
        topic.send("statement/a", 3, "p");
        topic.send("statement/b", 1, "p");
        topic.send("statement/b".getBytes(UTF_8), Map.of(), "x".getBytes(UTF_8));
        topic.send("statement/b", 2, "p");
        var database = read(topic);
        var parked = new ParkedStreams(database.source(), RECORDING);

        // when
        var hole = parked.skip("statement/a", "never recorded", "ops");
        var unreadable = parked.skip("statement/b", "not ours", "ops");

        // then
        assertThat(hole).isEqualTo(new Outcome.Released(1));
        assertThat(unreadable).isEqualTo(new Outcome.Released(1));
        assertThat(parked.count()).isZero();
        assertThat(database.texts(
                        "select stream_id || coalesce(from_version || '-' || to_version, '') from skipped_event"))
                .containsExactlyInAnyOrder("statement/a1-2", "statement/b");
    }

    @Test
    void looking_at_a_parked_stream_shows_no_content() throws Exception {
        // given
        var topic = LogTopic.fresh(1);
        topic.send(
                "statement/a".getBytes(UTF_8),
                Map.of(
                        EventHeaders.STREAM_VERSION,
                        "1",
                        EventHeaders.RECORDED_TIME,
                        "2026-01-01T00:00:00.000000Z",
                        "ce_type",
                        "diplofeed.statement.recorded.v1"),
                Recording.THROWS.getBytes(UTF_8));
        var database = read(topic);
        var parked = new ParkedStreams(database.source(), RECORDING);

        // when
        var events = parked.inspect("statement/a", 10);
        var streams = parked.list(10);

        // then
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.version()).isEqualTo(1);
            assertThat(event.type()).isEqualTo("diplofeed.statement.recorded.v1");
            assertThat(event.bytes()).isEqualTo(Recording.THROWS.length());
        });
        assertThat(events.toString() + streams).doesNotContain("secret");
    }
}
