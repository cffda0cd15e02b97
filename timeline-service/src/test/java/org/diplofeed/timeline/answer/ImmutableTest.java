package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import javax.sql.DataSource;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.LogEntry;
import org.diplofeed.timeline.projection.Log;
import org.junit.jupiter.api.Test;

/** An answer about the past is the same for ever: whatever is recorded later, and after a rebuild. */
@QuarkusTest
@TestProfile(Alone.class)
class ImmutableTest {
    private static final long SEED = 20_311;
    private static final int QUESTIONS = 120;
    private static final Instant FIRST = Instant.parse("2031-01-01T00:00:00Z");
    private static final Instant VALID = Instant.parse("2021-11-01T00:00:00Z");
    private static final List<String> ASKED = List.of(
            "/v1/timeline?limit=20",
            "/v1/statements?limit=20&text=NATO",
            "/v1/positions?limit=20",
            "/v1/positions/UKR/ua.nato-join",
            "/v1/positions/RUS/ua.nato-join",
            "/v1/positions/UKR/ua.nato-join/history",
            "/v1/positions/UKR/ua.nato-join/explanation",
            "/v1/matrix",
            "/v1/actors",
            "/v1/actors/UKR",
            "/v1/issues/ua.nato-join",
            "/v1/statements/st.nato.z07",
            "/v1/changes?limit=20&knownFrom=2031-01-01T00:05:00Z");

    @Inject
    DataSource database;

    @Test
    void what_is_recorded_later_and_a_rebuild_change_no_answer_about_the_past() throws SQLException {
        // given
        RestAssured.requestSpecification = Stories.asReader();
        var log = Log.sample("nato-question-2021-2022");
        Stories.publish(log.entries());
        Stories.settle(log.entries().getLast().recordedTime());
        var questions = questions(log.entries().size());
        var answers = answers(questions);

        // when
        var later = more(log);
        Stories.publish(later);
        Stories.settle(later.getLast().recordedTime());

        // then
        assertSame(answers, answers(questions), "after more was recorded");
        long learned = count("learned");
        forget();
        Stories.publish(log.entries()); // duplicates: the projector finds that it has to go back to the beginning
        Stories.eventually(() -> count("learned") == learned);
        Stories.settle(later.getLast().recordedTime());
        assertSame(answers, answers(questions), "after a rebuild");
    }

    private static void assertSame(
            Map<Map<String, String>, String> first, Map<Map<String, String>, String> second, String when) {
        first.forEach((question, answer) -> assertThat(second.get(question))
                .as("%s, %s, seed %d", question, when, SEED)
                .isEqualTo(answer));
    }

    /** Corrections, retractions and a link of what was recorded before. */
    private static List<LogEntry> more(Log log) {
        int before = log.entries().size();
        log.add(
                "record.corrected",
                StreamKind.STATEMENT.of("st.nato.z07"),
                Log.document(
                        "target",
                        "st.nato.z07",
                        "patch",
                        Map.of("summary", "Put another way.", "authority", "OFFICIAL"),
                        "reason",
                        "CODING_ERROR",
                        "by",
                        "editor"));
        log.add(
                "record.retracted",
                StreamKind.STATEMENT.of("st.nato.z09"),
                Log.document("target", "st.nato.z09", "reason", "FABRICATED", "by", "editor"));
        log.add(
                "record.retracted",
                StreamKind.STATEMENT.of("st.nato.r05"),
                Log.document("target", "st.nato.r05", "reason", "SPEAKER_WITHDREW", "by", "editor"));
        log.add(
                "records.linked",
                StreamKind.STATEMENT.of("st.nato.z01"),
                Log.document(
                        "canonical",
                        "st.nato.z01",
                        "duplicates",
                        List.of("st.nato.z02"),
                        "relation",
                        "SAME_UTTERANCE"));
        return List.copyOf(log.entries().subList(before, log.entries().size()));
    }

    private static List<Map<String, String>> questions(int minutes) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        var questions = new ArrayList<Map<String, String>>();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(question(random, minutes));
        }
        return questions;
    }

    private static Map<String, String> question(RandomGenerator random, int minutes) {
        return Map.of(
                "path",
                ASKED.get(random.nextInt(ASKED.size())),
                "knownAt",
                FIRST.plus(Duration.ofMinutes(6 + random.nextInt(minutes - 5))).toString(),
                "validAt",
                VALID.plus(Duration.ofDays(random.nextInt(300))).toString());
    }

    private static Map<Map<String, String>, String> answers(List<Map<String, String>> questions) {
        var answers = new LinkedHashMap<Map<String, String>, String>();
        for (var question : questions) {
            var answer = RestAssured.given()
                    .queryParam("knownAt", question.get("knownAt"))
                    .queryParam("validAt", question.get("validAt"))
                    .get(question.getOrDefault("path", ""));
            answers.put(
                    question,
                    answer.statusCode() == 200
                            ? answer.header("Unencoded-Digest") + answer.asString()
                            : Integer.toString(answer.statusCode()));
        }
        return answers;
    }

    /** Everything that can be read from the log again. */
    private void forget() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    set search_path = timeline_g1, public;
                    truncate definition, record, record_revision, record_tag, position, position_entry, shift, notice, standing_shift, standing_notice, claim_word,
                             claim, meeting, learned, text_pending, record_text, text_config_used, stream_seen,
                             event, event_unpublished, stream_head;
                    update projection_offset set next_offset = 0, last_recorded = null
                    """);
        }
    }

    private long count(String table) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from timeline_g1." + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
