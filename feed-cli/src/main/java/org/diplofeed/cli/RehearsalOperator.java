package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diplofeed.cli.operate.Rehearsals;
import org.diplofeed.cli.stack.ServiceName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about rehearsals share: whom they ask, and how they tell. */
final class RehearsalOperator {
    /** One that was cancelled, or has nothing to play. */
    static final int NOT_DONE = 4;

    private static final int EVERY_MILLIS = 500;
    private static final String RUNNING = "RUNNING";

    @Mixin
    private final Operator operator = new Operator();

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    Rehearsals rehearsals(HttpClient http) {
        return new Rehearsals(operator.api(http, ServiceName.ALERT, "operator", null));
    }

    /** Shows it until it has ended; its exit status. */
    int follow(Rehearsals rehearsals, JsonNode begun) throws InterruptedException {
        var now = begun;
        try (var bar = bar()) {
            while (now.path("state").asText().equals(RUNNING)) {
                show(bar, now);
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                now = rehearsals.get(begun.path("rehearsalId").asText());
            }
            show(bar, now);
        }
        return tell(Terminal.standard(), now);
    }

    /** Tells how it stands; the exit status that this is. */
    int tell(Terminal terminal, JsonNode rehearsal) {
        terminal.line(json ? Json.line(rehearsal) : line(terminal, rehearsal));
        return switch (rehearsal.path("state").asText()) {
            case "FAILED" -> 1;
            case "CANCELLED" -> NOT_DONE;
            default -> 0;
        };
    }

    static String line(Terminal terminal, JsonNode rehearsal) {
        var state = rehearsal.path("state").asText();
        return String.format(
                Locale.ROOT,
                "  %s %s %-9s %s  %s to %s at %s times: %.1f %%, %,d of %,d events, %,d alerts%s",
                switch (state) {
                    case "DONE" -> terminal.good("✓");
                    case "FAILED" -> terminal.bad("✗");
                    default -> " ";
                },
                rehearsal.path("rehearsalId").asText(),
                state,
                rehearsal.path("subscriptionId").asText(),
                rehearsal.path("since").asText(),
                rehearsal.path("until").asText(),
                number(rehearsal.path("speed").asDouble()),
                rehearsal.path("percent").asDouble(),
                rehearsal.path("done").asLong(),
                rehearsal.path("total").asLong(),
                rehearsal.path("alerts").asLong(),
                rehearsal.hasNonNull("fault")
                        ? "; " + rehearsal.path("fault").asText()
                        : rehearsal.hasNonNull("etaSeconds")
                                ? ", " + rehearsal.path("etaSeconds").asLong() + " s to go"
                                : "");
    }

    private static String number(double speed) {
        return speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed);
    }

    /** In thousandths of the period: an hour without news is progress too. */
    private static void show(@Nullable ProgressBar bar, JsonNode now) {
        if (bar != null) {
            bar.stepTo(Math.round(now.path("percent").asDouble() * 10));
            bar.setExtraMessage(now.path("clock").asText() + ", "
                    + now.path("alerts").asLong() + " alerts"
                    + (now.hasNonNull("etaSeconds")
                            ? ", " + now.path("etaSeconds").asLong() + " s to go"
                            : ""));
        }
    }

    private @Nullable ProgressBar bar() {
        return json || Terminal.person().isEmpty()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("rehearsal")
                        .setInitialMax(1_000)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(EVERY_MILLIS)
                        .hideEta()
                        .build();
    }
}
