package org.diplofeed.alert.prose;

import org.diplofeed.alert.prose.AlertProse.Said;

/** An alert in words as plain text, and as a piece of HTML without style that a mail program may drop. */
public final class ProseLayout {
    private ProseLayout() {}

    /** Lines. */
    public static String text(AlertProse prose) {
        var text = new StringBuilder(prose.title()).append("\n\n");
        prose.lead().forEach(line -> text.append(line).append('\n'));
        for (var said : prose.evidence()) {
            text.append('\n').append(said.who()).append('\n');
            said.quotes().forEach(quote -> text.append("  “").append(quote).append("”\n"));
            text.append("  ").append(said.summary()).append('\n');
            text.append("  Source: ").append(said.source());
            text.append(said.url().isEmpty() ? "" : ", " + said.url()).append('\n');
        }
        return text.toString();
    }

    /** Without html, head and body. */
    public static String html(AlertProse prose) {
        var html = new StringBuilder("<h2>").append(Html.escape(prose.title())).append("</h2>\n<p>");
        html.append(String.join(
                        "<br>\n", prose.lead().stream().map(Html::escape).toList()))
                .append("</p>\n");
        prose.evidence().forEach(said -> addSaid(said, html));
        return html.toString();
    }

    private static void addSaid(Said said, StringBuilder html) {
        html.append("<p><b>").append(Html.escape(said.who())).append("</b></p>\n");
        for (var quote : said.quotes()) {
            html.append("<blockquote>“").append(Html.escape(quote)).append("”</blockquote>\n");
        }
        html.append("<p>").append(Html.escape(said.summary())).append("<br>\nSource: ");
        // Only what a reader can follow safely is a link.
        if (said.url().startsWith("https://") || said.url().startsWith("http://")) {
            html.append("<a href=\"")
                    .append(Html.escape(said.url()))
                    .append("\">")
                    .append(Html.escape(said.source()))
                    .append("</a>");
        } else {
            html.append(Html.escape(said.source()));
        }
        html.append("</p>\n");
    }
}
