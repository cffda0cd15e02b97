package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.StackFailure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands about parked streams have in common: which services they ask, and how they print. */
final class ParkedStreams {
    /** Most streams of a service that one command looks at. */
    static final int MOST = 1_000;

    /** Something is still parked. */
    static final int STILL_PARKED = 4;

    @Mixin
    private final Operator operator = new Operator();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    /** Asks one service after the other. */
    void each(BiConsumer<Admin, List<JsonNode>> reader) {
        try (var http = Operator.http()) {
            operator.admins(http).forEach(admin -> reader.accept(admin, admin.parked(MOST)));
        }
    }

    /** The answer of the first service that has what is asked for. */
    <T> T first(Function<Admin, Optional<T>> attempt, String otherwise) {
        try (var http = Operator.http()) {
            return operator.admins(http).stream()
                    .map(attempt)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new StackFailure(otherwise));
        }
    }

    /** The answer of the first service in which a stream is parked. */
    <T> T of(String stream, Function<Admin, Optional<T>> attempt) {
        return first(attempt, "no stream " + stream + " is parked");
    }

    /** Whether JSON is asked for. */
    boolean asJson() {
        return json;
    }

    /** Prints what came of an attempt and says its exit status. */
    int tell(Terminal terminal, JsonNode outcome, boolean dryRun) {
        boolean released = outcome.path("outcome").asText().equals("RELEASED");
        var stream = outcome.path("streamId").asText();
        long applied = outcome.path("applied").asLong();
        if (json) {
            terminal.line(Json.line(outcome));
        } else if (released) {
            terminal.line(terminal.good("✓ ") + stream + (dryRun ? " would go on: " : " goes on: ") + applied
                    + " events " + (dryRun ? "would be applied" : "applied"));
        } else {
            terminal.line(terminal.bad("✗ ") + stream + " stops again after " + applied + " events: "
                    + row(outcome.path("at")).strip());
        }
        return released ? 0 : STILL_PARKED;
    }

    static String row(JsonNode stream) {
        return String.format(
                Locale.ROOT,
                "  %-9s %-40s %-10s at version %d, %d waiting, since %s: %s",
                stream.path("projection").asText(),
                stream.path("streamId").asText(),
                stream.path("reason").asText(),
                stream.path("version").asLong(),
                stream.path("events").asLong(),
                stream.path("parkedAt").asText(),
                stream.path("fault").asText());
    }
}
