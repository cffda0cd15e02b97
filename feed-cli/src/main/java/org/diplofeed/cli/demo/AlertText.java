package org.diplofeed.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.diplofeed.cli.Terminal;

/** An alert as a newsroom reads it: who moved, from what to what, when, on whose words, and why now. */
final class AlertText {
    private static final List<String> STANCES = List.of(
            "rejects it", "has reservations", "is explicitly undecided", "is open to it", "supports or demands it");

    private final Terminal terminal;

    AlertText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The lines of one webhook message. */
    List<String> lines(JsonNode message) {
        var data = message.path("data");
        var lines = new ArrayList<String>();
        lines.add(terminal.bold(headline(data)) + " on “"
                + data.path("issue")
                        .path("proposition")
                        .asText(data.path("issue").path("issueId").asText()) + "”");
        lines.add("    was  " + position(data.path("before")));
        lines.add("    now  " + position(data.path("after")));
        lines.add("    before, on the word of");
        data.path("beforeEvidence").valueStream().limit(1).forEach(evidence -> lines.addAll(statement(evidence)));
        lines.add("    after, on the word of");
        data.path("evidence").forEach(evidence -> lines.addAll(statement(evidence)));
        lines.add("    why now: " + data.path("whyFired").path("sentence").asText());
        return lines;
    }

    private static String headline(JsonNode data) {
        String kind = data.path("pubstatus").asText().equals("canceled") ? "WITHDRAWN " : "";
        String holder = data.path("holder")
                .path("name")
                .asText(data.path("holder").path("actorId").asText());
        return kind + data.path("class").asText().replace('_', ' ') + " · " + holder + ", "
                + data.path("occurredAt").asText();
    }

    private static String position(JsonNode state) {
        int stance = state.path("stance").asInt();
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%+d %s, %s",
                stance,
                STANCES.get(stance + 2),
                state.path("firmness").asText().toLowerCase(Locale.ROOT).replace('_', ' ')));
        state.path("conditions")
                .forEach(condition ->
                        text.append(", ").append(condition.path("key").asText(condition.asText())));
        return text.append("; since ").append(state.path("since").asText()).toString();
    }

    private List<String> statement(JsonNode evidence) {
        var speaker = evidence.path("speaker");
        String who = speaker.path("name")
                .asText(speaker.path("actorId")
                        .asText(speaker.path("descriptor").asText()));
        String how = (evidence.path("authority").asText() + ", "
                        + evidence.path("attribution").asText())
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
        var lines = new ArrayList<String>();
        lines.add("      " + evidence.path("occurred").path("from").asText() + "  " + who + " (" + how + ", "
                + evidence.path("points").asInt() + " points): "
                + evidence.path("summary").asText());
        evidence.path("quotes").forEach(quote -> lines.add("        “" + quote.asText() + "”"));
        var source = evidence.path("source");
        lines.add(terminal.dim("        " + source.path("publisher").asText()
                + (source.hasNonNull("url") ? " " + source.path("url").asText() : "")));
        return lines;
    }
}
