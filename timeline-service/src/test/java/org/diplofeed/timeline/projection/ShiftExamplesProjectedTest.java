package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamKind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked cases of the shift rules, from the log to the outbox. */
class ShiftExamplesProjectedTest {

    @TestFactory
    Stream<DynamicTest> each_worked_case_is_told_as_it_should() throws IOException {
        try (var json = ShiftExamplesProjectedTest.class.getResourceAsStream("/shift-examples.json")) {
            var scenarios = FeedJson.mapper().readTree(json).get("scenarios");
            return StreamSupport.stream(scenarios.spliterator(), false)
                    .map(scenario -> DynamicTest.dynamicTest(scenario.get("id").asText(), () -> check(scenario)))
                    .toList()
                    .stream();
        }
    }

    private static void check(JsonNode scenario) {
        // given
        var log = new Log();
        scenario.get("records").forEach(record -> add(log, record));

        // when
        try (var database = Database.fresh()) {
            database.apply(log.entries());

            // then
            assertThat(database.told().stream().map(told -> told(told.event())))
                    .containsExactlyElementsOf(expected(scenario));
            assertThat(database.texts("select stance || ' ' || firmness from position"))
                    .containsExactly(scenario.at("/expectedPosition/0").asText() + " "
                            + scenario.at("/expectedPosition/1").asText());
        }
    }

    private static void add(Log log, JsonNode record) {
        switch (record.get("op").asText()) {
            case "RECORD" -> {
                var id = record.get("id").asText();
                log.add("statement.recorded", StreamKind.STATEMENT.of(id), statement(id, record));
            }
            case "RETRACT" -> {
                var target = record.get("target").asText();
                log.add(
                        "record.retracted",
                        StreamKind.STATEMENT.of(target),
                        Log.document("target", target, "reason", record.get("reason"), "by", "editor"),
                        Instant.parse("2030-02-01T00:00:00Z"));
            }
            case "LINK" ->
                log.add(
                        "records.linked",
                        StreamKind.STATEMENT.of(record.get("canonical").asText()),
                        Log.document(
                                "canonical",
                                record.get("canonical"),
                                "duplicates",
                                record.get("duplicates"),
                                "relation",
                                "SAME_UTTERANCE"));
            default -> throw new IllegalArgumentException(record.toString());
        }
    }

    private static JsonNode statement(String id, JsonNode record) {
        return Documents.statement(
                id,
                record.get("validFrom").asText(),
                record.get("speaker"),
                record.get("authority"),
                record.get("attribution"),
                List.of(Documents.position("x.bridge", record.get("stance"), record.get("firmness"))));
    }

    private static List<List<String>> expected(JsonNode scenario) {
        var expected = new ArrayList<List<String>>();
        scenario.get("expectedStream").forEach(entry -> {
            var words = new ArrayList<String>();
            entry.forEach(word -> words.add(word.asText()));
            expected.add(words);
        });
        return expected;
    }

    private static List<String> told(FeedEvent event) {
        return switch (event) {
            case ShiftConfirmed confirmed ->
                List.of(
                        "ALERT",
                        confirmed.shift().confirmedBy(),
                        confirmed.shift().classification().name());
            case ShiftWithdrawn withdrawn ->
                List.of(
                        "ALERT_WITHDRAWN",
                        withdrawn.shift().confirmedBy(),
                        withdrawn.shift().classification().name());
            case HistoryRevised revised ->
                List.of(
                        "HISTORY_REVISED",
                        revised.shift().confirmedBy(),
                        revised.shift().classification().name());
            case NoticeRaised notice ->
                List.of("NOTICE", notice.statementId(), notice.kind().name());
            default -> throw new IllegalArgumentException(event.type().toString());
        };
    }
}
