package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diplofeed.timeline.projection.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The examples of the interface's description are what the service answers: both clocks given, it is the same for ever.
 * {@code -Ddiplofeed.snapshots=write} writes them anew.
 */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("src", "main", "resources", "examples");
    private static final String CLOCKS = "validAt=2025-12-03T00:00:00Z&knownAt="
            + Log.sample("moscow-talks-2025-12").entries().getLast().recordedTime();
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Map<String, String> QUESTIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("listTimeline", "/v1/timeline?limit=2&actor=p.witkoff"),
            Map.entry("listStatements", "/v1/statements?limit=1&text=leak"),
            Map.entry("getStatement", "/v1/statements/st.nato.z07"),
            Map.entry("listPositions", "/v1/positions?holder=UKR&limit=2"),
            Map.entry("getPosition", "/v1/positions/RUS/ua.nato-join"),
            Map.entry("getPositionHistory", "/v1/positions/RUS/ua.nato-join/history"),
            Map.entry("explainPosition", "/v1/positions/RUS/ua.nato-join/explanation"),
            Map.entry("getMatrix", "/v1/matrix?holder=UKR&holder=RUS&issue=ua.nato-join"),
            Map.entry("listMeetings", "/v1/meetings?limit=1&unconfirmedBy=USA"),
            Map.entry("getMeeting", "/v1/meetings/mtg.dmitriev-witkoff"),
            Map.entry("listClaims", "/v1/claims?limit=1&status=DISPUTED"),
            Map.entry("getClaim", "/v1/claims/clm.pokrovsk-captured"),
            Map.entry("listDocuments", "/v1/documents?limit=1"),
            Map.entry("getDocumentLineage", "/v1/documents/st.us-draft-v1/lineage"),
            Map.entry("listChanges", "/v1/changes?limit=2&knownFrom=2031-01-01T00:18:00Z"),
            Map.entry("listShifts", "/v1/shifts?limit=1"),
            Map.entry("listNotices", "/v1/notices?limit=1"),
            Map.entry("listActors", "/v1/actors?limit=1"),
            Map.entry("getActor", "/v1/actors/RUS.KREMLIN"),
            Map.entry("listIssues", "/v1/issues?limit=1"),
            Map.entry("getIssue", "/v1/issues/ua.nato-join")));

    /** When something was told, and by which event, depends on the order in which partitions were read. */
    private static final Set<String> TOLD_IN_READING_ORDER = Set.of("listShifts", "listNotices");

    @BeforeEach
    void given_the_stories_are_on_the_log() {
        Stories.published();
        RestAssured.requestSpecification = Stories.asReader();
    }

    @Test
    void every_example_is_what_is_answered() throws IOException {
        for (var question : QUESTIONS.entrySet()) {
            // when
            var answer = answer(question.getValue());
            if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
                write(question.getKey(), answer);
            }

            // then
            JsonNode example = MAPPER.readTree(Files.readString(file(question.getKey())));
            if (TOLD_IN_READING_ORDER.contains(question.getKey())) {
                assertThat(names(answer)).as(question.getKey()).isEqualTo(names(example));
                assertThat(names(answer.at("/items/0"))).as(question.getKey()).isNotEmpty();
            } else {
                assertThat(answer).as(question.getKey()).isEqualTo(example);
            }
        }
    }

    /** Writes all examples anew; each operation's name and its example. */
    static Map<String, JsonNode> writtenAnew() throws IOException {
        var examples = new TreeMap<String, JsonNode>();
        for (var question : QUESTIONS.entrySet()) {
            var answer = answer(question.getValue());
            write(question.getKey(), answer);
            examples.put(question.getKey(), answer);
        }
        return examples;
    }

    private static JsonNode answer(String question) throws IOException {
        return MAPPER.readTree(RestAssured.get(question + (question.contains("?") ? "&" : "?") + CLOCKS)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static void write(String operation, JsonNode answer) throws IOException {
        Files.createDirectories(EXAMPLES);
        Files.writeString(file(operation), MAPPER.writeValueAsString(answer) + "\n");
    }

    private static Path file(String operation) {
        return EXAMPLES.resolve(operation + ".json");
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
