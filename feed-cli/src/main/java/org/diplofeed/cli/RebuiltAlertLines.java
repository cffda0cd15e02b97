package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Stream;

/** What a comparison of what alert-service derives says, in a few lines. */
final class RebuiltAlertLines {
    private RebuiltAlertLines() {}

    static Stream<String> of(Terminal terminal, JsonNode comparison) {
        boolean same = comparison.path("same").asBoolean();
        var head = same ? terminal.good("✓ ") + "nothing would change" : terminal.bad("≠ ") + "something would change";
        var alerts = comparison.path("alerts");
        var parked = comparison.path("parked");
        return Stream.of(
                        Stream.of(head),
                        comparison.path("tables").valueStream().map(RebuiltAlertLines::table),
                        Stream.of(String.format(
                                Locale.ROOT,
                                "  alerts         %,d read otherwise; %,d were never made and stay so. Nobody is told",
                                alerts.path("readOtherwise").asLong(),
                                alerts.path("untold").asLong())),
                        Stream.of(String.format(
                                        Locale.ROOT,
                                        "  parked         %,d live, %,d in the rebuild; what may hang on them stays",
                                        parked.path("live").asLong(),
                                        parked.path("rebuilt").asLong()))
                                .filter(_ -> parked.path("rebuilt").asLong() > 0),
                        comparison.path("samples").valueStream().map(RebuiltAlertLines::sample))
                .flatMap(lines -> lines);
    }

    private static String table(JsonNode table) {
        return String.format(
                Locale.ROOT,
                "  %-14s %,d live, %,d rebuilt; %,d missing, %,d changed, %,d surplus, %,d surplus but kept",
                table.path("name").asText(),
                table.path("live").asLong(),
                table.path("rebuilt").asLong(),
                table.path("missing").asLong(),
                table.path("changed").asLong(),
                table.path("surplus").asLong(),
                table.path("kept").asLong());
    }

    private static String sample(JsonNode sample) {
        return "    " + sample.path("change").asText() + " "
                + sample.path("table").asText() + " " + sample.path("id").asText();
    }
}
