package org.diplofeed.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.diplofeed.cli.Terminal;

/** An alert as a newsroom reads it: who moved, from what to what, when, on whose words, and why now. */
final class AlertText {
    private static final List<String> STANCES = List.of(
            "-2, rejects it",
            "-1, reservations or opposed unless",
            "0, explicitly undecided",
            "+1, open to it or in favour if",
            "+2, supports or demands it");

    private final Terminal terminal;
    private final Map<String, String> names;

    AlertText(Terminal terminal, Map<String, String> names) {
        this.terminal = terminal;
        this.names = names;
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
        var text = new StringBuilder(STANCES.get(state.path("stance").asInt() + 2));
        text.append("; ").append(words(state.path("firmness")));
        state.path("conditions").forEach(condition -> text.append("; ").append(condition(condition)));
        return text.append("; since ").append(state.path("since").asText()).toString();
    }

    private static String condition(JsonNode condition) {
        return condition.isTextual()
                ? condition.asText()
                : words(condition.path("when")) + " " + condition.path("key").asText();
    }

    private static String words(JsonNode constant) {
        return constant.asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private List<String> statement(JsonNode evidence) {
        var speaker = evidence.path("speaker");
        String actor = speaker.path("actorId").asText();
        String who = actor.isEmpty() ? speaker.path("descriptor").asText() : names.getOrDefault(actor, actor);
        String how = words(evidence.path("authority")) + ", " + words(evidence.path("attribution"));
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
