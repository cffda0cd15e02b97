package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.Voice;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked cases of the shift rules. */
class ShiftExamplesTest {

    @TestFactory
    Stream<DynamicTest> each_worked_case_gives_its_stream_and_its_position() throws IOException {
        try (var json = ShiftExamplesTest.class.getResourceAsStream("/shift-examples.json")) {
            var scenarios = FeedJson.mapper().readTree(json).get("scenarios");
            return StreamSupport.stream(scenarios.spliterator(), false)
                    .map(scenario -> DynamicTest.dynamicTest(scenario.get("id").asText(), () -> check(scenario)))
                    .toList()
                    .stream();
        }
    }

    private static void check(JsonNode scenario) {
        // given
        var ledger = new Ledger(Rules.STANDARD);
        var duplicates = new HashSet<String>();

        // when
        for (var record : scenario.get("records")) {
            switch (record.get("op").asText()) {
                case "RECORD" -> ledger.record(reading(record));
                case "RETRACT" -> ledger.retract(record.get("target").asText());
                case "LINK" -> record.get("duplicates").forEach(id -> duplicates.add(id.asText()));
                default -> throw new IllegalArgumentException(record.toString());
            }
            duplicates.forEach(ledger::retract);
        }

        // then
        assertThat(ledger.stream().stream().map(ShiftExamplesTest::told)).containsExactlyElementsOf(expected(scenario));
        var line = ledger.fold().line().orElseThrow();
        assertThat(List.of(line.stance(), line.firmness().name()))
                .isEqualTo(List.of(
                        scenario.get("expectedPosition").get(0).asInt(),
                        scenario.get("expectedPosition").get(1).asText()));
    }

    private static Reading reading(JsonNode record) {
        return Readings.president(
                        record.get("id").asText(),
                        record.get("validFrom").asText(),
                        record.get("stance").asInt())
                .by(
                        record.get("speaker").asText(),
                        Authority.valueOf(record.get("authority").asText()))
                .on(Attribution.valueOf(record.get("attribution").asText()))
                .firmly(Firmness.valueOf(record.get("firmness").asText()))
                .in(Voice.SELF)
                .reading();
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

    private static List<String> told(AlertStream.Entry entry) {
        return switch (entry) {
            case AlertStream.Alert alert -> told("ALERT", alert.shift());
            case AlertStream.Withdrawn withdrawn -> told("ALERT_WITHDRAWN", withdrawn.shift());
            case AlertStream.Revised revised -> told("HISTORY_REVISED", revised.shift());
            case AlertStream.Raised raised -> told("NOTICE", raised.notice());
            case AlertStream.Closed closed -> told("NOTICE_CLOSED", closed.notice());
        };
    }

    private static List<String> told(String what, NoticeRef notice) {
        return List.of(what, notice.statementId(), notice.kind().name());
    }

    private static List<String> told(String what, FoldShift shift) {
        return List.of(
                what, shift.id().confirmedBy(), shift.id().classification().name());
    }
}
