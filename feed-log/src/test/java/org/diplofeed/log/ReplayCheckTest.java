package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.log.ReplayCheck.Part;
import org.diplofeed.log.ReplayCheck.Report;
import org.diplofeed.log.ReplayCheck.Stopped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayCheckTest {
    private static final Recording RECORDING = new Recording("recording");
    private static final int LIMIT = 1_000;

    @Test
    void a_part_of_the_log_is_applied_from_nothing_and_leaves_nothing() throws Exception {
        // given
        var topic = LogTopic.fresh(2);
        var database = LogDatabase.fresh();
        topic.send("statement/good", 1, "p");
        topic.send("statement/good", 2, "p");
        topic.send("statement/good", 2, "p");
        topic.send("statement/hole", 1, "p");
        topic.send("statement/hole", 3, "p");
        topic.send("statement/bad", 1, "p");
        topic.send("statement/bad", 2, Recording.THROWS);
        topic.send("statement/bad", 3, "p");
        topic.send("statement/unreadable".getBytes(UTF_8), Map.of(), new byte[] {1});

        // when
        var report = report(check(database, topic), part(null, null, null, null, LIMIT));

        // then
        assertThat(report.read()).isEqualTo(9);
        assertThat(report.applied()).isEqualTo(4);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.known()).isZero();
        assertThat(report.whole()).isTrue();
        assertThat(report.stopped())
                .extracting(Stopped::streamId, Stopped::reason, Stopped::version)
                .containsExactly(
                        tuple("statement/bad", "REFUSED", 2L),
                        tuple("statement/hole", "HOLE", 2L),
                        tuple("statement/unreadable", "UNREADABLE", 0L));
        assertThat(report.stopped().toString()).doesNotContain("top secret");
        assertThat(database.number("select count(*) from applied")).isZero();
        assertThat(database.number("select count(*) from parked_stream")).isZero();
        assertThat(database.number("select count(*) from stream_seen")).isZero();
    }

    @Test
    void a_part_is_a_stream_a_time_a_range_of_offsets_or_so_many() throws Exception {
        // given
        var topic = LogTopic.fresh(1);
        var database = LogDatabase.fresh();
        for (int version = 1; version <= 4; version++) {
            topic.send("statement/a", version, "p");
            topic.send("statement/b", version, "p");
        }
        var check = check(database, topic);
        var second = Instant.parse("2026-01-01T00:00:00.002Z"); // when the second version was recorded

        // when
        var stream = report(check, part("statement/a", null, null, null, LIMIT));
        var time = report(check, part(null, second, second, null, LIMIT));
        var offsets = report(check, part(null, null, null, 5L, LIMIT));
        var some = report(check, part(null, null, null, null, 3));

        // then
        assertThat(stream.read()).isEqualTo(4);
        assertThat(time.read()).isEqualTo(2);
        assertThat(time.parked()).isZero();
        assertThat(offsets.read()).isEqualTo(3);
        assertThat(offsets.applied()).isEqualTo(3);
        assertThat(some.read()).isEqualTo(3);
        assertThat(some.whole()).isFalse();
    }

    @Test
    void whoever_watches_sees_how_far_it_is_and_can_end_it() throws Exception {
        // given
        var topic = LogTopic.fresh(2);
        var database = LogDatabase.fresh();
        for (int version = 1; version <= 5; version++) {
            topic.send("statement/a", version, "p");
            topic.send("statement/b", version, "p");
        }
        var check = check(database, topic);
        var seen = new ArrayList<Long>();

        // when
        var whole = check.run(part("statement/a", null, null, null, LIMIT), (done, total) -> {
            assertThat(total).isEqualTo(10);
            return seen.add(done);
        });
        var ended = check.run(part(null, null, null, null, LIMIT), (_, _) -> false);

        // then
        assertThat(whole).get().extracting(Report::read).isEqualTo(5L);
        assertThat(seen).startsWith(0L).endsWith(10L).isSorted();
        assertThat(ended).isEmpty();
    }

    private static Report report(ReplayCheck check, Part part) throws SQLException {
        return check.run(part, (_, _) -> true).orElseThrow();
    }

    private static ReplayCheck check(LogDatabase database, LogTopic topic) {
        return new ReplayCheck(database.source(), topic.kafka(), RECORDING, List.of(topic.name()));
    }

    private static Part part(
            @Nullable String stream,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Long fromOffset,
            int limit) {
        return new Part(null, null, fromOffset, null, stream, since, until, limit);
    }
}
