package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.ServiceName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WholeSystemTest {
    private static final String NATO = "nato-question-2021-2022";
    private static final String MOSCOW = "moscow-talks-2025-12";

    private static @Nullable RunningSystem system;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        system = RunningSystem.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void a_story_of_sixteen_statements_ends_in_four_signed_alerts() throws InterruptedException {
        var telling = Telling.of(system(), NATO);
        try (var newsroom = system().newsroom(telling.issue())) {
            // when
            telling.all();

            // then
            var alerts = newsroom.await(4);
            assertThat(alerts).extracting(alert -> alert.path("type").asText()).containsOnly("alert.issued");
            assertThat(sequences(alerts)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
            assertThat(newsroom.refused()).isZero();
            assertThat(alerts).allSatisfy(WholeSystemTest::readsByItself);
            assertThat(confirmedOnTheLog(telling.issue())).isEqualTo(4);
        }
    }

    @Test
    void a_story_in_which_nobody_moves_causes_no_alert() throws InterruptedException {
        var quiet = Telling.of(system(), MOSCOW);
        var loud = Telling.of(system(), NATO);
        try (var newsroom = system().newsroom(quiet.issue());
                var other = system().newsroom(loud.issue())) {
            // when
            quiet.all();
            loud.all(); // what the log holds after the quiet story has come through: so would have an alert

            // then
            assertThat(other.await(4)).hasSize(4);
            assertThat(newsroom.received()).isEmpty();
            for (var issue : quiet.sample().issues()) {
                assertThat(confirmedOnTheLog(issue.path("issueId").asText())).isZero();
            }
        }
    }

    @Test
    void a_retraction_of_what_confirmed_a_shift_takes_its_alert_back() throws InterruptedException {
        var telling = Telling.of(system(), NATO);
        try (var newsroom = system().newsroom(telling.issue())) {
            // given
            telling.all();
            var alerts = newsroom.await(4);
            var last = alerts.stream()
                    .max((one, other) -> Long.compare(sequence(one), sequence(other)))
                    .orElseThrow();
            var evidence = last.path("data").path("evidence");

            // when
            telling.retract(
                    evidence.path(evidence.size() - 1).path("statementId").asText());

            // then
            var withdrawn = newsroom.await(5).getLast();
            assertThat(withdrawn.path("type").asText()).isEqualTo("alert.withdrawn");
            assertThat(withdrawn.path("data").path("supersedes").asText())
                    .isEqualTo(last.path("data").path("alertId").asText());
        }
    }

    @Test
    void restarts_and_crashes_in_between_lose_nothing_and_repeat_nothing() throws InterruptedException {
        var telling = Telling.of(system(), NATO);
        try (var newsroom = system().newsroom(telling.issue())) {
            // when
            telling.events(0, 5);
            system().stack().crashAndRestart(ServiceName.TIMELINE);
            telling.events(5, 9);
            system().stack().crashAndRestart(ServiceName.ALERT);
            telling.events(9, 12);
            system().stack().crashAndRestart(ServiceName.INGEST);
            telling.events(12, 14);
            system().stack().restart(ServiceName.ALERT);
            telling.events(14, 16);

            // then
            assertThat(sequences(newsroom.await(4))).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
            assertThat(confirmedOnTheLog(telling.issue())).isEqualTo(4);
        }
    }

    @Test
    void what_others_publish_comes_onto_the_record_and_moves_no_position_but_a_vote() throws Exception {
        // given
        var forms = new ForeignForms(system().publisher(), system().timeline(), directory);

        // when
        forms.gdelt();
        forms.votes();
        forms.releases();

        // then
        var reader = system().timeline().api();
        var said = reader.get("/v1/statements/gdelt:1").body();
        assertThat(said.at("/revisions/0/record/attribution").asText()).isEqualTo("OWN_REPORTING");
        var meetings = reader.get("/v1/meetings?participant=SWE").body().path("items");
        assertThat(meetings).hasSize(1);
        assertThat(meetings.path(0).path("phase").asText()).isEqualTo("HELD");
        assertThat(meetings.path(0).path("agreement").asText()).isEqualTo("DENIED");
        var positions = reader.get("/v1/positions?holder=NOR").body().path("items");
        assertThat(positions).hasSize(1);
        assertThat(positions.path(0).path("stance").asInt()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_accepted_is_answered_by_a_problem_that_says_what() {
        var publisher = system().publisher();
        var statement = Telling.of(system(), NATO).sample().events().getFirst();
        String unknownSpeaker = statement.toString().replace("p.zelenskiy", "p.nobody");

        assertProblem(400, () -> publisher.post("/v1/events", "application/cloudevents+json", "{\"id\": "));
        assertProblem(422, () -> publisher.post("/v1/events", "application/cloudevents+json", unknownSpeaker));
        assertProblem(404, () -> publisher.get("/v1/nowhere"));
        assertProblem(415, () -> publisher.post("/v1/events", "text/plain", "hello"));
        assertProblem(
                401,
                () -> new FeedApi(
                                HttpClient.newHttpClient(),
                                URI.create(system().stack().url(ServiceName.TIMELINE)),
                                "no-token")
                        .get("/v1/statements/none"));
    }

    private static void assertProblem(int status, Supplier<FeedApi.Answer> request) {
        var answer = request.get();
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotBlank();
    }

    private static void readsByItself(JsonNode alert) {
        var data = alert.path("data");
        assertThat(data.path("class").asText()).isNotBlank();
        assertThat(data.path("holder").path("name").asText()).isNotBlank();
        assertThat(data.path("issue").path("proposition").asText()).isNotBlank();
        assertThat(data.path("before").path("stance").isInt()).isTrue();
        assertThat(data.path("after").path("stance").isInt()).isTrue();
        for (var evidence : List.of(data.path("evidence"), data.path("beforeEvidence"))) {
            assertThat(evidence).isNotEmpty();
            assertThat(evidence.path(0).path("summary").asText()).isNotBlank();
            assertThat(evidence.path(0).path("source").path("publisher").asText())
                    .isNotBlank();
        }
    }

    private static List<Long> sequences(List<JsonNode> alerts) {
        return alerts.stream().map(WholeSystemTest::sequence).toList();
    }

    private static long sequence(JsonNode alert) {
        return alert.path("data").path("sequence").asLong();
    }

    private static long confirmedOnTheLog(String issue) {
        return new Log(system().stack().bootstrapServers())
                .read("diplofeed.shifts").stream()
                        .filter(event -> Log.header(event, "ce_type").equals("diplofeed.shift.confirmed.v1"))
                        .filter(event -> Log.header(event, "ce_subject").endsWith("|" + issue))
                        .map(event -> event.key() + " " + Log.header(event, "ce_streamversion"))
                        .distinct()
                        .count();
    }

    private static RunningSystem system() {
        return Objects.requireNonNull(system, "started before all tests");
    }
}
