package org.diplofeed.timeline.rebuild;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A comparison as a page: no script, nothing that is loaded, readable on paper. */
final class ComparisonPage {
    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
            h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}
            table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;border-bottom:1px solid #ddd;text-align:left}
            td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#a40000;font-weight:600}
            .good{color:#1a6b1a;font-weight:600}code{font-size:.9em}
            @media(prefers-color-scheme:dark){body{background:#16181b;color:#e6e6e6}td,th{border-color:#3a3d42}
            .bad{color:#ff8a80}.good{color:#8fd694}}
            """;

    private final StringBuilder html = new StringBuilder();

    private ComparisonPage() {}

    static String of(Comparison comparison) {
        return new ComparisonPage().page(comparison);
    }

    private String page(Comparison comparison) {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Generation ")
                .append(comparison.generation())
                .append(" beside the live one</title><style>")
                .append(STYLE)
                .append("</style></head><body><main>");
        html.append("<h1>Generation ").append(comparison.generation()).append(" beside generation ");
        html.append(comparison.live()).append(", which is live</h1>");
        html.append(
                comparison.same()
                        ? "<p class=\"good\">Nothing would change.</p>"
                        : "<p class=\"bad\">Something would change.</p>");
        table(
                List.of("", "generation " + comparison.live(), "generation " + comparison.generation()),
                List.of(
                        List.of(
                                "window",
                                comparison.liveRules().window(),
                                comparison.rules().window()),
                        List.of(
                                "points to confirm",
                                Integer.toString(comparison.liveRules().pointsToConfirm()),
                                Integer.toString(comparison.rules().pointsToConfirm())),
                        List.of(
                                "parked streams",
                                number(comparison.parked().live()),
                                number(comparison.parked().rebuilt()))));
        html.append("<p>Made ")
                .append(text(comparison.madeAt().toString()))
                .append(" by ")
                .append(text(comparison.madeBy()))
                .append(". An approval names <code>")
                .append(text(comparison.digest()))
                .append("</code>.</p>");
        alerts(comparison);
        positions(comparison.positions());
        shifts(comparison.shifts());
        notices(comparison.notices());
        heading("Rows");
        table(
                List.of("table", "live", "rebuilt", "content"),
                comparison.tables().stream()
                        .map(row -> List.of(
                                row.name(),
                                number(row.live()),
                                number(row.rebuilt()),
                                row.same() ? "the same" : "differs"))
                        .toList());
        return html.append("</main></body></html>\n").toString();
    }

    private void alerts(Comparison comparison) {
        var alerts = comparison.alerts();
        heading("What newsrooms would get");
        table(
                List.of("", "number"),
                List.of(
                        List.of("alerts sent", number(alerts.sent())),
                        List.of("alerts taken back", number(alerts.withdrawn())),
                        List.of("corrections of what only the past was of", number(alerts.corrected())),
                        List.of("entries of digests", number(alerts.revised()))));
    }

    private void positions(Comparison.Positions positions) {
        heading("Positions that flip: " + number(positions.flipped()));
        html.append("<p>")
                .append(number(positions.live()))
                .append(" are held live, ")
                .append(number(positions.rebuilt()))
                .append(" rebuilt. ")
                .append(number(positions.otherwise()))
                .append(" more differ in points, dates or candidates.</p>");
        table(
                List.of("holder", "issue", "live", "rebuilt"),
                positions.samples().stream()
                        .map(flip -> List.of(flip.holder(), flip.issueId(), line(flip.live()), line(flip.rebuilt())))
                        .toList());
    }

    private void shifts(Comparison.Shifts shifts) {
        heading("Shifts: " + number(shifts.gained()) + " gained, " + number(shifts.lost()) + " lost");
        table(
                List.of("change", "holder", "issue", "class", "confirmed by", "told as"),
                shifts.samples().stream()
                        .map(shift -> List.of(
                                shift.change().toLowerCase(Locale.ROOT),
                                shift.holder(),
                                shift.issueId(),
                                shift.classification(),
                                shift.confirmedBy(),
                                shift.alert() ? "alert" : "history"))
                        .toList());
    }

    private void notices(Comparison.Notices notices) {
        heading("Notices: " + number(notices.raised()) + " raised, " + number(notices.closed()) + " closed");
        table(
                List.of("change", "kind", "about", "names"),
                notices.samples().stream()
                        .map(notice -> List.of(
                                notice.status().toLowerCase(Locale.ROOT),
                                notice.kind(),
                                notice.subject(),
                                notice.statementId()))
                        .toList());
    }

    private void heading(String heading) {
        html.append("<h2>").append(text(heading)).append("</h2>");
    }

    private void table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.append("<table><thead><tr>");
        head.forEach(
                cell -> html.append("<th scope=\"col\">").append(text(cell)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (var row : rows) {
            html.append("<tr>");
            row.forEach(cell -> html.append(cell.matches("[0-9 ,]+") ? "<td class=\"n\">" : "<td>")
                    .append(text(cell))
                    .append("</td>"));
            html.append("</tr>");
        }
        html.append("</tbody></table>");
    }

    private static String line(Comparison.Line line) {
        if (line.stance() == null) {
            return "none";
        }
        var conditions = new StringJoiner(", ", " if ", "").setEmptyValue("");
        line.conditions().forEach(conditions::add);
        return String.format(Locale.ROOT, "%+d %s", line.stance(), line.firmness()) + conditions;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
