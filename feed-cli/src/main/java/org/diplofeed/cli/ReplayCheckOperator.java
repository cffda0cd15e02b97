package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.diplofeed.cli.operate.ReplayChecks;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about checks of replays share: whom they ask, and how they tell. */
final class ReplayCheckOperator {
    private static final int PARTLY = 4;
    private static final int EVERY_MILLIS = 250;

    @Mixin
    private final Operator operator = new Operator();

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            defaultValue = "TIMELINE",
            description = "timeline or alert (default: ${DEFAULT-VALUE}).")
    private ServiceName projection = ServiceName.TIMELINE;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    ReplayChecks checks(HttpClient http) {
        if (projection == ServiceName.INGEST) {
            throw new StackFailure("ingest-service reads no log");
        }
        return new ReplayChecks(operator.admin(http, projection).api());
    }

    String projection() {
        return projection.name().toLowerCase(Locale.ROOT);
    }

    /** Shows it until it has ended; its exit status. */
    int follow(ReplayChecks checks, JsonNode begun) throws InterruptedException {
        var now = begun;
        try (var progress = EventProgress.show("check")) {
            while (now.path("state").asText().equals("RUNNING")) {
                progress.at(now.path("done").asLong(), now.path("total").asLong(), "reading");
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                now = checks.get(begun.path("id").asText());
            }
        }
        return tell(Terminal.standard(), now);
    }

    /** Tells how it stands, and what would come of it once that is known; the exit status that this is. */
    int tell(Terminal terminal, JsonNode check) {
        if (json) {
            terminal.line(Json.line(check));
        } else {
            terminal.line(line(terminal, check));
            if (check.has("report")) {
                report(terminal, check.path("report"));
            }
        }
        return switch (check.path("state").asText()) {
            case "FAILED" -> 1;
            case "CANCELLED" -> PARTLY;
            default -> check.path("report").path("parked").asLong() == 0 ? 0 : PARTLY;
        };
    }

    static String line(Terminal terminal, JsonNode check) {
        var state = check.path("state").asText();
        return String.format(
                Locale.ROOT,
                "  %s %s %-9s %s, %s: %s%s",
                switch (state) {
                    case "DONE" -> terminal.good("✓");
                    case "FAILED" -> terminal.bad("✗");
                    default -> " ";
                },
                check.path("id").asText(),
                state,
                check.path("projection").asText(),
                part(check.path("part")),
                check.hasNonNull("total")
                        ? String.format(
                                Locale.ROOT,
                                "%,d of %,d offsets",
                                check.path("done").asLong(),
                                check.path("total").asLong())
                        : "not looked at yet",
                check.hasNonNull("fault") ? "; " + check.path("fault").asText() : "");
    }

    private static String part(JsonNode part) {
        var words = new StringBuilder();
        part.properties().forEach(named -> {
            words.append(words.isEmpty() ? "" : " ");
            words.append(named.getKey()).append('=').append(named.getValue().asText());
        });
        return words.toString();
    }

    private static void report(Terminal terminal, JsonNode report) {
        terminal.line("%,d events read%s, %,d would take effect, %,d stand on the log twice, %,d are applied now"
                .formatted(
                        report.path("read").asLong(),
                        report.path("whole").asBoolean() ? "" : " (the limit)",
                        report.path("applied").asLong(),
                        report.path("duplicates").asLong(),
                        report.path("known").asLong()));
        report.path("byType")
                .properties()
                .forEach(type ->
                        terminal.line("  %,10d  %s".formatted(type.getValue().asLong(), type.getKey())));
        report.path("told")
                .properties()
                .forEach(type -> terminal.line(
                        "  %,10d  %s would be told".formatted(type.getValue().asLong(), type.getKey())));
        report.path("stopped")
                .forEach(stopped -> terminal.line(terminal.bad("✗ ")
                        + "%s would park at version %d: %s, %s"
                                .formatted(
                                        stopped.path("streamId").asText(),
                                        stopped.path("version").asLong(),
                                        stopped.path("reason").asText(),
                                        stopped.path("fault").asText())));
    }
}
