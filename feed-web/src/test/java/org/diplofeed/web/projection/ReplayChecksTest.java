package org.diplofeed.web.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.diplofeed.log.ReplayCheck.Part;
import org.diplofeed.log.ReplayCheck.Report;
import org.diplofeed.log.ReplayCheck.Stopped;
import org.diplofeed.testkit.TestDatabase;
import org.diplofeed.web.projection.ReplayChecks.Check;
import org.diplofeed.web.projection.ReplayChecks.State;
import org.junit.jupiter.api.Test;

class ReplayChecksTest {
    private static final Part PART =
            new Part("t", 1, 2L, 3L, "statement/x", Instant.EPOCH, Instant.parse("2026-01-01T00:00:00.5Z"), 10);
    private static final Report REPORT = new Report(
            7,
            5,
            1,
            0,
            Map.of("a", 7L),
            Map.of(),
            1,
            List.of(new Stopped("statement/x", "HOLE", 3, "version 2 is missing")),
            true);

    @Test
    void what_was_asked_for_and_what_came_of_it_are_kept() throws Exception {
        // given
        var checks = new ReplayChecks(database());

        // when
        var begun = checks.begin("timeline", PART, "op").orElseThrow();
        boolean wanted = checks.isWantedAt(begun.id(), 4, 9);
        var running = checks.find(begun.id()).orElseThrow();
        checks.done(begun.id(), REPORT);
        var done = checks.find(begun.id()).orElseThrow();

        // then
        assertThat(begun.part()).isEqualTo(PART);
        assertThat(begun.total()).isNull();
        assertThat(wanted).isTrue();
        assertThat(running).extracting(Check::state, Check::done, Check::total).containsExactly(State.RUNNING, 4L, 9L);
        assertThat(done).extracting(Check::state, Check::done, Check::report).containsExactly(State.DONE, 9L, REPORT);
        assertThat(done.endedAt()).isNotNull();
    }

    @Test
    void of_a_projection_one_runs_at_a_time() throws Exception {
        // given
        var checks = new ReplayChecks(database());
        var first = checks.begin("timeline", PART, "op").orElseThrow();

        // when
        var second = checks.begin("timeline", PART, "op");
        var other = checks.begin("alert", PART, "op");
        checks.cancel(first.id());
        var third = checks.begin("timeline", PART, "op");

        // then
        assertThat(second).isEmpty();
        assertThat(other).isPresent();
        assertThat(third).isPresent();
        assertThat(checks.list())
                .extracting(Check::state)
                .containsExactly(State.RUNNING, State.RUNNING, State.CANCELLED);
    }

    @Test
    void what_was_cancelled_is_told_so_and_stays_cancelled() throws Exception {
        // given
        var checks = new ReplayChecks(database());
        var begun = checks.begin("timeline", PART, "op").orElseThrow();

        // when
        var cancelled = checks.cancel(begun.id()).orElseThrow();
        boolean wanted = checks.isWantedAt(begun.id(), 1, 2);
        checks.done(begun.id(), REPORT);
        checks.failed(begun.id(), "late");

        // then
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(wanted).isFalse();
        assertThat(checks.cancel(begun.id())).contains(cancelled);
    }

    @Test
    void one_whose_instance_is_silent_for_a_minute_is_over() throws Exception {
        // given
        var database = database();
        var checks = new ReplayChecks(database);
        var begun = checks.begin("timeline", PART, "op").orElseThrow();
        execute(database, "update replay_check set beat_at = clock_timestamp() - interval '61 seconds'");

        // when
        var next = checks.begin("timeline", PART, "op");
        var over = checks.find(begun.id()).orElseThrow();

        // then
        assertThat(next).isPresent();
        assertThat(over.state()).isEqualTo(State.FAILED);
        assertThat(over.fault()).isEqualTo("the instance that ran it is gone");
        assertThat(checks.isWantedAt(begun.id(), 1, 2)).isFalse();
    }

    @Test
    void the_last_two_hundred_are_kept() throws Exception {
        // given
        var database = database();
        var checks = new ReplayChecks(database);
        execute(database, """
                insert into replay_check (projection, part, state, operator, ended_at)
                select 'timeline', '{"limit": 1}', 'CANCELLED', 'op', clock_timestamp() from generate_series(1, 250)
                """);

        // when
        checks.begin("timeline", PART, "op");

        // then
        assertThat(checks.list()).hasSize(200).first().extracting(Check::id).isEqualTo("251");
        assertThat(checks.find("52")).isPresent();
        assertThat(checks.find("51")).isEmpty();
    }

    @Test
    void what_is_no_id_finds_nothing() throws Exception {
        // given
        var checks = new ReplayChecks(database());

        // when, then
        assertThat(checks.find("1")).isEmpty();
        assertThat(checks.cancel("x")).isEmpty();
        assertThat(checks.find("99999999999999999999")).isEmpty();
        assertThat(checks.find("")).isEmpty();
    }

    private static DataSource database() throws SQLException, IOException {
        var database = TestDatabase.fresh().dataSource();
        try (var script = ReplayChecksTest.class.getResourceAsStream("/db/feed-projection/R__replay_check.sql")) {
            execute(database, new String(requireNonNull(script).readAllBytes(), UTF_8));
        }
        return database;
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
