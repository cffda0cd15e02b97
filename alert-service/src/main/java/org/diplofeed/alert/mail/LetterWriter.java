package org.diplofeed.alert.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.diplofeed.alert.prose.AlertProse;
import org.diplofeed.alert.prose.Html;
import org.diplofeed.alert.prose.ProseLayout;
import org.jspecify.annotations.Nullable;

/** Writes letters. Pure. */
public final class LetterWriter {
    private static final int LONGEST_SUBJECT = 200;

    private final String base;
    private final String domain;

    /** @param base where this service is reached from outside, without a slash at the end */
    public LetterWriter(String base) {
        this.base = base;
        this.domain = Optional.ofNullable(URI.create(base).getHost()).orElse("diplofeed");
    }

    /** Asks whether the reader wants the alerts at all. */
    public Letter confirmation(String to, String id, String challenge) {
        String link = base + "/v1/confirmations/" + challenge;
        String text = "Somebody asked diplofeed to send alerts to this address.\n\nIf that was you, confirm it here:\n"
                + link
                + "\n\nIf not, do nothing: no alert is sent before that.\n";
        String html = "<p>Somebody asked diplofeed to send alerts to this address.</p>\n<p>If that was you, "
                + "<a href=\"" + Html.escape(link)
                + "\">confirm it</a>. If not, do nothing: no alert is sent before that.</p>\n";
        return new Letter(to, "Confirm your alerts", text, page(html, null), id + "@" + domain, null, null);
    }

    /** Says that letters arrive. */
    public Letter test(String to, String id, String unsubscribe) {
        String text = "This is a test that somebody asked for: no position has shifted.\n";
        return new Letter(
                to,
                "Test",
                text + footer(unsubscribe),
                page("<p>" + text + "</p>\n", unsubscribe),
                id + "@" + domain,
                null,
                unsubscribe);
    }

    /** One alert. */
    public Letter alert(String to, String id, JsonNode data, String unsubscribe) {
        var prose = AlertProse.of(data);
        return new Letter(
                to,
                subject((data.path("urgency").asInt() <= 2 && !prose.takesBack() ? "Urgent: " : "") + prose.title()),
                ProseLayout.text(prose) + footer(unsubscribe),
                page(ProseLayout.html(prose), unsubscribe),
                id + "@" + domain,
                data.hasNonNull("supersedes") ? data.path("supersedes").asText() + "@" + domain : null,
                unsubscribe);
    }

    /** Several in one. */
    public Letter digest(String to, String id, List<ObjectNode> alerts, String unsubscribe) {
        var proses = alerts.stream().map(AlertProse::of).toList();
        String subject = proses.size() == 1
                ? "Digest: " + proses.getFirst().title()
                : "Digest: " + proses.size() + " alerts, the first: "
                        + proses.getFirst().title();
        var text = new StringBuilder();
        var html = new StringBuilder("<ol>\n");
        for (int i = 0; i < proses.size(); i++) {
            text.append(i + 1).append(". ").append(proses.get(i).title()).append('\n');
            html.append("<li>").append(Html.escape(proses.get(i).title())).append("</li>\n");
        }
        html.append("</ol>\n");
        proses.forEach(prose -> {
            text.append("\n----------------------------------------\n").append(ProseLayout.text(prose));
            html.append("<hr>\n").append(ProseLayout.html(prose));
        });
        return new Letter(
                to,
                subject(subject),
                text + footer(unsubscribe),
                page(html.toString(), unsubscribe),
                id + "@" + domain,
                null,
                unsubscribe);
    }

    /** Where one click ends the letters. */
    public String unsubscribe(String subscriptionId, String proof) {
        return base + "/v1/unsubscriptions/" + subscriptionId + "/" + proof;
    }

    /** On one line, and not longer than mail programs show. */
    private static String subject(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
    }

    private static String footer(String unsubscribe) {
        return "\n--\ndiplofeed. No more of these: " + unsubscribe + "\n";
    }

    private static String page(String body, @Nullable String unsubscribe) {
        String footer = unsubscribe == null
                ? ""
                : "<hr>\n<p>diplofeed. <a href=\"" + Html.escape(unsubscribe) + "\">No more of these</a>.</p>\n";
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"></head><body>\n" + body + footer
                + "</body></html>\n";
    }
}
