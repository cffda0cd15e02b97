package org.diplofeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCheckCommandTest {
    @TempDir
    Path directory;

    @Test
    void what_is_asked_for_is_sent_and_what_is_not_is_left_out() {
        try (var timeline = new CheckedReplay("DONE", 0)) {
            // when
            var statuses = List.of(
                    run(timeline, "check"),
                    run(
                            timeline,
                            "check",
                            "--topic",
                            "diplofeed.statements",
                            "--partition",
                            "3",
                            "--from-offset",
                            "10",
                            "--to-offset",
                            "20",
                            "--stream",
                            "statement/st.x",
                            "--since",
                            "2026-01-01T00:00:00Z",
                            "--until",
                            "2026-01-02T00:00:00Z",
                            "--limit",
                            "5"));

            // then
            assertThat(statuses).containsOnly(0);
            assertThat(timeline.asked())
                    .containsExactly(
                            "replay-checks {}",
                            "replay-checks {\"topic\":\"diplofeed.statements\",\"partition\":3,\"fromOffset\":10,"
                                    + "\"toOffset\":20,\"streamId\":\"statement/st.x\",\"since\":\"2026-01-01T00:00:00Z\","
                                    + "\"until\":\"2026-01-02T00:00:00Z\",\"limit\":5}");
        }
    }

    @Test
    void how_a_check_ended_is_told_by_the_exit_status() {
        try (var good = new CheckedReplay("DONE", 0);
                var parks = new CheckedReplay("DONE", 2);
                var cancelled = new CheckedReplay("CANCELLED", 0);
                var failed = new CheckedReplay("FAILED", 0)) {
            // when
            var statuses = List.of(
                    run(good, "check", "--json"),
                    run(parks, "check"),
                    run(cancelled, "checks", "watch", "7"),
                    run(failed, "checks", "watch", "7"),
                    run(parks, "check", "--detach"),
                    run(good, "checks"),
                    run(good, "checks", "cancel", "7"));

            // then
            assertThat(statuses).containsExactly(0, 4, 4, 1, 0, 0, 0);
        }
    }

    private int run(CheckedReplay timeline, String... command) {
        var words = new ArrayList<>(List.of("replay"));
        words.addAll(List.of(command));
        words.addAll(List.of("--timeline-url", timeline.url(), "--token", "t", "--data", directory.toString()));
        var silence = new PrintWriter(new StringWriter());
        return Feed.commandLine().setOut(silence).setErr(silence).execute(words.toArray(String[]::new));
    }
}
