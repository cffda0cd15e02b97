package org.diplofeed.alert.prose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An alert in words.
 *
 * @param title one line
 * @param lead what has happened, a sentence each
 * @param evidence what it rests on
 * @param takesBack whether it takes back what was told before
 */
public record AlertProse(String title, List<String> lead, List<Said> evidence, boolean takesBack) {
    /**
     * A statement.
     *
     * @param who speaker, attribution and day
     * @param quotes what was said, word for word
     * @param summary in the coder's words
     * @param source publisher
     * @param url of the source; empty for none
     */
    public record Said(String who, List<String> quotes, String summary, String source, String url) {}

    /** Reads what a webhook's {@code data} says. */
    public static AlertProse of(JsonNode data) {
        var kind = data.path("kind").asText();
        boolean takesBack = data.path("pubstatus").asText().equals("canceled");
        var lead = new ArrayList<String>();
        if (data.hasNonNull("rehearsal")) {
            lead.add("This is a rehearsal: nothing has happened now.");
        }
        if (takesBack) {
            lead.add(reason(data));
        }
        if (data.path("backfill").asBoolean()) {
            lead.add("This was already old when it was recorded.");
        }
        if (data.path("before").isObject()) {
            lead.add("Before: " + position(data.path("before")) + ".");
            lead.add((takesBack ? "What was told: " : "Now: ") + position(data.path("after")) + ".");
        }
        if (!takesBack && data.path("whyFired").hasNonNull("sentence")) {
            lead.add("Why: " + data.path("whyFired").path("sentence").asText());
        }
        var statements = data.hasNonNull("retracted")
                ? List.of(data.path("retracted"))
                : StreamSupport.stream(data.path("evidence").spliterator(), false)
                        .toList();
        return new AlertProse(
                title(kind, data),
                List.copyOf(lead),
                statements.stream().map(AlertProse::said).toList(),
                takesBack);
    }

    private static String title(String kind, JsonNode data) {
        return (data.hasNonNull("rehearsal") ? "Rehearsal: " : "") + titleInEarnest(kind, data);
    }

    private static String titleInEarnest(String kind, JsonNode data) {
        String what = data.path("before").isObject() ? movement(data) : notice(data);
        return switch (kind) {
            case "WITHDRAWN" -> "Withdrawn: " + what;
            case "CORRECTED" -> "Corrected: " + what;
            case "NOTICE_CLOSED" -> "Closed: " + what;
            case "HISTORY_REVISED" -> "In the past: " + what;
            default -> what;
        };
    }

    private static String movement(JsonNode data) {
        String verb = switch (data.path("class").asText()) {
            case "REVERSAL" -> "reverses";
            case "SOFTENING" -> "softens";
            case "HARDENING" -> "hardens";
            case "CONDITIONS_CHANGED" -> "changes its conditions";
            default -> "moves";
        };
        return "%s %s on “%s” (%s → %s)"
                .formatted(
                        name(data.path("holder"), "name", "actorId"),
                        verb,
                        name(data.path("issue"), "proposition", "issueId"),
                        stance(data.path("before")),
                        stance(data.path("after")));
    }

    private static String notice(JsonNode data) {
        String what = switch (data.path("notice").asText()) {
            case "CLARIFICATION" -> "A clarification";
            case "MIXED_SIGNALS" -> "Mixed signals";
            case "LEAK_DIVERGENCE" -> "A leak differs from the public line";
            case "MEETING_DISPUTED" -> "A meeting is disputed";
            case "CLAIM_DISPUTED" -> "A claim is disputed";
            case "DOCUMENT_REVISED" -> "A document has a new version";
            default -> "A notice";
        };
        String holder = data.path("holder").path("actorId").asText();
        String issue = name(data.path("issue"), "proposition", "issueId");
        String about = data.path("meetingId").asText(data.path("claimId").asText());
        return what
                + (holder.isEmpty() ? "" : ": " + holder)
                + (issue.isEmpty() ? "" : " on “" + issue + "”")
                + (about.isEmpty() ? "" : ": " + about);
    }

    private static String reason(JsonNode data) {
        var reason = data.path("reason");
        String by = reason.path("by").asText();
        String why = reason.path("reason").asText();
        return "What you were told does not stand any more"
                + (why.isEmpty() ? "" : ": " + why.toLowerCase(Locale.ROOT).replace('_', ' '))
                + (by.isEmpty() ? "" : ", says " + by)
                + ".";
    }

    private static String position(JsonNode state) {
        String conditions = StreamSupport.stream(state.path("conditions").spliterator(), false)
                .map(condition -> condition.isTextual()
                        ? condition.asText()
                        : condition.path("key").asText())
                .collect(Collectors.joining(", "));
        return stance(state)
                + ", "
                + state.path("firmness").asText().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (conditions.isEmpty() ? "" : ", on conditions: " + conditions)
                + ", since "
                + state.path("since").asText();
    }

    private static String stance(JsonNode state) {
        int stance = state.path("stance").asInt();
        return (stance > 0 ? "+" : stance < 0 ? "−" : "") + Math.abs(stance);
    }

    private static Said said(JsonNode statement) {
        var speaker = statement.path("speaker");
        var source = statement.path("source");
        return new Said(
                name(speaker, "actorId", "descriptor")
                        + ", "
                        + statement
                                .path("attribution")
                                .asText()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ')
                        + ", "
                        + statement.path("occurred").path("from").asText(),
                StreamSupport.stream(statement.path("quotes").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                statement.path("summary").asText(),
                source.path("publisher").asText(),
                source.path("url").asText());
    }

    private static String name(JsonNode of, String first, String second) {
        String name = of.path(first).asText();
        return name.isEmpty() ? of.path(second).asText() : name;
    }
}
