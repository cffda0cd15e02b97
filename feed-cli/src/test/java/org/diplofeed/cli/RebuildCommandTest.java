package org.diplofeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildCommandTest {
    @TempDir
    Path directory;

    private final RebuiltTimeline timeline;

    RebuildCommandTest() throws Exception {
        timeline = new RebuiltTimeline();
    }

    @AfterEach
    void close() throws Exception {
        timeline.close();
    }

    @Test
    void a_difference_is_status_4_and_changes_nothing() {
        // when
        int status = run("compare", "--html", directory.resolve("report.html").toString());

        // then
        assertThat(status).isEqualTo(4);
        assertThat(directory.resolve("report.html")).hasContent("<!doctype html>");
        assertThat(timeline.asked()).isEmpty();
    }

    @Test
    void nothing_is_made_live_or_deleted_where_nobody_can_be_asked() {
        // when
        var statuses = List.of(run("approve"), run("rollback"), run("retire"), run("cancel"));

        // then
        assertThat(statuses).containsOnly(1);
        assertThat(timeline.asked()).isEmpty();
    }

    @Test
    void an_approval_names_what_was_compared() {
        // when
        var statuses = List.of(run("approve", "--yes"), run("approve", "--comparison", "d0", "--silent"));

        // then
        assertThat(statuses).containsOnly(0);
        assertThat(timeline.asked())
                .containsExactly(
                        "approve {\"comparison\":\"d1\",\"silent\":false}",
                        "approve {\"comparison\":\"d0\",\"silent\":true}");
    }

    @Test
    void going_back_says_what_is_expected_to_change() {
        // when
        int status = run("rollback", "--yes", "--json");

        // then
        assertThat(status).isZero();
        assertThat(timeline.asked()).containsExactly("rollback {\"comparison\":\"d1\",\"silent\":false}");
    }

    @Test
    void a_rebuild_begins_with_the_rules_that_are_given() {
        // when
        int status = run("start", "--window", "PT48H", "--points", "4", "--budget", "0.3");

        // then
        assertThat(status).isZero();
        assertThat(timeline.asked())
                .containsExactly("rebuilds {\"window\":\"PT48H\",\"pointsToConfirm\":4,\"budget\":0.3}");
    }

    @Test
    void what_alert_derives_is_approved_without_telling_and_taken_back_by_its_number() {
        // when
        var statuses = List.of(
                run("start", "--service", "alert"),
                run("approve", "--service", "alert"),
                run("approve", "--service", "alert", "--yes"),
                run("rollback", "--service", "alert", "--yes"));

        // then
        assertThat(statuses).containsExactly(0, 1, 0, 0);
        assertThat(timeline.asked()).containsExactly("rebuilds {}", "approve {\"comparison\":\"d1\"}", "rollback {}");
    }

    @Test
    void rules_are_the_timelines_and_no_other_service_is_rebuilt() {
        // when
        var statuses =
                List.of(run("start", "--service", "alert", "--points", "4"), run("start", "--service", "ingest"));

        // then
        assertThat(statuses).doesNotContain(0);
        assertThat(timeline.asked()).isEmpty();
    }

    private int run(String command, String... more) {
        var words = new ArrayList<>(List.of("rebuild", command));
        words.addAll(List.of(more));
        words.addAll(List.of(
                "--timeline-url",
                timeline.url(),
                "--alert-url",
                timeline.url(),
                "--token",
                "t",
                "--data",
                directory.toString()));
        var silence = new PrintWriter(new StringWriter());
        return Feed.commandLine().setOut(silence).setErr(silence).execute(words.toArray(String[]::new));
    }
}
