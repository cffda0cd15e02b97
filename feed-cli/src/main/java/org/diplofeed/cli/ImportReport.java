package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.diplofeed.cli.convert.Skipped;
import org.diplofeed.cli.load.Tally;

/** The end of an import. */
record ImportReport(Tally tally, Skipped skipped, Duration took, boolean dryRun) {

    void print(Terminal terminal, boolean json) {
        if (json) {
            terminal.line(asJson());
            return;
        }
        terminal.line(String.format(
                Locale.ROOT,
                "%,d events in %s, %,d/s: %,d %s, %,d on the record before, %,d refused",
                tally.total(),
                Terminal.seconds(took),
                rate(),
                tally.accepted(),
                dryRun ? "would be accepted" : "accepted",
                tally.replayed(),
                tally.refused()));
        if (skipped.total() > 0) {
            terminal.line(String.format(Locale.ROOT, "%,d records become no event:", skipped.total()));
            skipped.reasons()
                    .forEach((reason, count) -> terminal.line(String.format(Locale.ROOT, "  %,8d  %s", count, reason)));
        }
        tally.problems().forEach((type, count) -> terminal.line(String.format(Locale.ROOT, "  %,8d  %s", count, type)));
        tally.firstRefused()
                .forEach(refused ->
                        terminal.line(terminal.bad("  line " + refused.line()) + "  " + sentence(refused.problem())));
        if (tally.refused() > tally.firstRefused().size()) {
            terminal.line(terminal.dim("  … and others; --rejects FILE writes all of them"));
        }
    }

    private static String sentence(JsonNode problem) {
        var text = new StringBuilder(problem.path("title").asText());
        if (problem.hasNonNull("detail")) {
            text.append(": ").append(problem.path("detail").asText());
        }
        problem.path("errors")
                .forEach(error -> text.append(" [")
                        .append(error.path("pointer").asText())
                        .append(' ')
                        .append(error.path("detail").asText())
                        .append(']'));
        return text.toString();
    }

    private String asJson() {
        var object = new LinkedHashMap<String, Object>();
        object.put("dryRun", dryRun);
        object.put("events", tally.total());
        object.put("accepted", tally.accepted());
        object.put("replayed", tally.replayed());
        object.put("refused", tally.refused());
        object.put("skipped", skipped.reasons());
        object.put("problems", tally.problems());
        object.put("firstRefused", tally.firstRefused());
        object.put("seconds", took.toMillis() / 1000.0);
        return Json.line(object);
    }

    private long rate() {
        return Math.round(tally.total() * 1e9 / Math.max(1, took.toNanos()));
    }
}
