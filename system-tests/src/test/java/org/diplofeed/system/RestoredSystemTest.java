package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.backup.Export;
import org.diplofeed.cli.backup.Progress;
import org.diplofeed.cli.backup.Restore;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.ServiceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup is worth what comes of it. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class RestoredSystemTest {
    private static final List<String> LISTS = List.of(
            "timeline",
            "statements",
            "positions",
            "meetings",
            "claims",
            "documents",
            "shifts",
            "notices",
            "actors",
            "issues");
    private static final int KILLED_AFTER = 40;
    private static final int LINES_AT_ONCE = 7;

    @TempDir
    Path directory;

    /** An answer: what it says, byte for byte as far as it has a digest, and the tag and digest themselves. */
    private record Answered(JsonNode body, String etag, String digest) {}

    @Test
    void a_restored_system_answers_as_the_first_one_did_and_has_notified_nobody() throws Exception {
        // given
        var file = directory.resolve("backup.ndjson");
        Map<String, Answered> before;
        Export.Report report;
        try (var first = RunningSystem.start()) {
            var middle = seeded(first);
            report = export(first, file);
            before = answers(first, middle, report.completeUntil());
        }
        try (var second = RunningSystem.start();
                var newsroom = Newsroom.subscribedToAll(second.api(ServiceName.ALERT, "newsroom", "early-bird"))) {

            // when
            assertThatThrownBy(() -> restore(second, file, killedAfter(KILLED_AFTER)))
                    .hasMessage("killed");
            second.stack().crashAndRestart(ServiceName.INGEST);
            second.stack().crashAndRestart(ServiceName.TIMELINE);
            restore(second, file, Progress.SILENT);

            // then
            awaitSettled(second, report.completeUntil());
            for (var question : before.keySet()) {
                assertThat(ask(second, question)).as(question).isEqualTo(before.get(question));
            }
            assertThat(restoreOf(second, file).plan().done()).isTrue();
            Telling.of(second, "nato-question-2021-2022").all();
            assertThat(newsroom.await(4))
                    .extracting(alert -> alert.path("sequence")
                            .asLong(alert.at("/data/sequence").asLong()))
                    .containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        }
    }

    /** Two stories, a correction, a retraction that takes a shift back, something restricted; and a time in between. */
    private static Instant seeded(RunningSystem system) throws IOException {
        var told = Telling.of(system, "nato-question-2021-2022").all();
        var middle = Instant.now();
        var statement = told.sample().events().getLast();
        var publisher = system.publisher();
        FeedApi.expect(
                "correcting",
                publisher.post(
                        "/v1/statements/" + id(statement) + "/corrections",
                        json("{\"patch\":{\"note\":\"Checked.\"},\"reason\":\"CODING_ERROR\"}")));
        told.retract(told.sample().events().get(10).path("subject").asText());
        var secret = (com.fasterxml.jackson.databind.node.ObjectNode)
                statement.path("data").deepCopy();
        secret.put("statementId", "st.secret").put("visibility", "RESTRICTED");
        FeedApi.expect("recording something restricted", publisher.post("/v1/statements", secret));
        Telling.of(system, "moscow-talks-2025-12").all();
        return middle;
    }

    private static Export.Report export(RunningSystem system, Path file) throws IOException {
        var operators = new Export(
                system.api(ServiceName.INGEST, "operator", "ops"),
                system.api(ServiceName.TIMELINE, "operator", "ops"),
                InstantSource.system());
        // What is written a moment later belongs into it: up to when the log is complete comes every half second.
        var recorded = Instant.now();
        Export.Report report;
        do {
            try (var out = Files.newOutputStream(file)) {
                report = operators.write(Map.of(), out, Progress.SILENT);
            }
        } while (report.completeUntil().isBefore(recorded));
        return report;
    }

    private static void restore(RunningSystem system, Path file, Progress progress) {
        var restore = restoreOf(system, file, progress);
        restore.run(restore.plan());
    }

    private static Restore restoreOf(RunningSystem system, Path file) {
        return restoreOf(system, file, Progress.SILENT);
    }

    private static Restore restoreOf(RunningSystem system, Path file, Progress progress) {
        var services = List.of(ServiceName.ALERT, ServiceName.TIMELINE, ServiceName.INGEST).stream()
                .map(service -> new Admin(service.module(), system.api(service, "operator", "ops")))
                .toList();
        return new Restore(file.toString(), services, LINES_AT_ONCE, progress, InstantSource.system());
    }

    private static Progress killedAfter(int events) {
        return (done, _, doing) -> {
            if (doing.equals("restoring") && done == events) {
                throw new IllegalStateException("killed");
            }
        };
    }

    private static Map<String, Answered> answers(RunningSystem system, Instant middle, Instant end) {
        awaitSettled(system, end);
        var answers = new LinkedHashMap<String, Answered>();
        for (var knownAt : List.of(end, middle)) {
            for (var validAt : List.of("2025-12-03T00:00:00Z", "2022-03-01T00:00:00Z")) {
                var clocks = "validAt=" + validAt + "&knownAt=" + knownAt;
                for (var question : questions(system, clocks)) {
                    answers.put(question, ask(system, question));
                }
            }
        }
        var learned =
                "/v1/changes?limit=100&knownFrom=2020-01-01T00:00:00Z&validAt=2025-12-03T00:00:00Z" + "&knownAt=" + end;
        answers.put(learned, ask(system, learned));
        assertThat(answers.values().stream().filter(answer -> !answer.digest().isEmpty()))
                .hasSizeGreaterThan(40);
        return answers;
    }

    private static List<String> questions(RunningSystem system, String clocks) {
        var questions = new ArrayList<String>();
        LISTS.forEach(list -> questions.add("/v1/" + list + "?limit=100&" + clocks));
        questions.add("/v1/statements?limit=100&restricted=include&" + clocks);
        questions.add("/v1/statements?limit=100&text=nato&" + clocks);
        var positions = ask(system, "/v1/positions?limit=100&" + clocks).body().path("items");
        for (var position : positions) {
            var path = "/v1/positions/"
                    + FeedApi.segment(position.path("holder").asText()) + "/"
                    + FeedApi.segment(position.path("issueId").asText());
            for (var part : List.of("", "/history", "/explanation")) {
                questions.add(path + part + "?" + clocks);
            }
        }
        return questions;
    }

    private static Answered ask(RunningSystem system, String question) {
        var answer = FeedApi.expect(
                question, system.api(ServiceName.TIMELINE, "operator", "ops").get(question));
        return new Answered(
                answer.body(),
                answer.header("ETag").orElse(""),
                answer.header("Unencoded-Digest").orElse(""));
    }

    /** Searches wait for their index, too. */
    private static void awaitSettled(RunningSystem system, Instant knownAt) {
        var questions = List.of(
                "/v1/timeline?limit=1&knownAt=" + knownAt,
                "/v1/statements?limit=1&text=" + URLEncoder.encode("nato", StandardCharsets.UTF_8) + "&knownAt="
                        + knownAt);
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        for (var question : questions) {
            while (!ask(system, question).body().path("settled").asBoolean()) {
                assertThat(Instant.now()).as("time until all is settled").isBefore(deadline);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    private static String id(JsonNode event) {
        return FeedApi.segment(event.path("subject").asText());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
