package org.diplofeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
    private static final String BODY =
            "{\"subscriptionId\":\"sub_1\",\"speed\":60.0,\"since\":\"2025-12-02T00:00:00Z\",\"until\":\"2025-12-03T00:00:00Z\"";

    @TempDir
    Path directory;

    @Test
    void a_day_is_counted_begun_and_watched_to_its_end() {
        try (var alerts = new RehearsedAlerts("DONE", 4)) {
            // when
            int status = run(alerts, "rehearse", "--subscription", "sub_1", "--day", "2025-12-02", "--speed", "60");

            // then
            assertThat(status).isZero();
            assertThat(alerts.asked())
                    .containsExactly("rehearsals " + BODY + ",\"dryRun\":true}", "rehearsals " + BODY + "}");
        }
    }

    @Test
    void a_dry_run_begins_nothing() {
        try (var alerts = new RehearsedAlerts("DONE", 4)) {
            // when
            int status = run(
                    alerts,
                    "rehearse",
                    "--subscription",
                    "sub_1",
                    "--day",
                    "2025-12-02",
                    "--speed",
                    "60",
                    "--dry-run",
                    "--json");

            // then
            assertThat(status).isZero();
            assertThat(alerts.asked()).containsExactly("rehearsals " + BODY + ",\"dryRun\":true}");
        }
    }

    @Test
    void a_day_without_news_is_status_4_and_is_not_begun() {
        try (var alerts = new RehearsedAlerts("DONE", 0)) {
            // when
            int status = run(alerts, "rehearse", "--subscription", "sub_1", "--since", "2025-12-02T00:00:00Z");

            // then
            assertThat(status).isEqualTo(4);
            assertThat(alerts.asked())
                    .containsExactly(
                            "rehearsals {\"subscriptionId\":\"sub_1\",\"speed\":1.0,\"since\":\"2025-12-02T00:00:00Z\",\"dryRun\":true}");
        }
    }

    @Test
    void how_a_rehearsal_ended_is_told_by_the_exit_status() {
        try (var done = new RehearsedAlerts("DONE", 4);
                var cancelled = new RehearsedAlerts("CANCELLED", 4);
                var failed = new RehearsedAlerts("FAILED", 4)) {
            // when
            var statuses = List.of(
                    run(done, "rehearsals", "watch", "rh_1"),
                    run(cancelled, "rehearsals", "watch", "rh_1", "--json"),
                    run(failed, "rehearsals", "watch", "rh_1"),
                    run(done, "rehearsals"),
                    run(done, "rehearsals", "cancel", "rh_1"));

            // then
            assertThat(statuses).containsExactly(0, 4, 1, 0, 0);
            assertThat(done.asked()).containsExactly("cancel {}");
        }
    }

    @Test
    void a_period_that_is_not_said_or_said_twice_is_asked_of_nobody() {
        try (var alerts = new RehearsedAlerts("DONE", 4)) {
            // when
            var statuses = List.of(
                    run(alerts, "rehearse", "--subscription", "sub_1"),
                    run(alerts, "rehearse", "--subscription", "sub_1", "--day", "today"),
                    run(alerts, "rehearse", "--subscription", "sub_1", "--day", "2025-12-02", "--since", "x"),
                    run(alerts, "rehearse", "--subscription", "sub_1", "--day", "2025-12-02", "--until", "x"));

            // then
            assertThat(statuses).containsOnly(1);
            assertThat(alerts.asked()).isEmpty();
        }
    }

    private int run(RehearsedAlerts alerts, String... command) {
        var words = new ArrayList<>(List.of("replay"));
        words.addAll(List.of(command));
        words.addAll(List.of("--alert-url", alerts.url(), "--token", "t", "--data", directory.toString()));
        var silence = new PrintWriter(new StringWriter());
        return Feed.commandLine().setOut(silence).setErr(silence).execute(words.toArray(String[]::new));
    }
}
