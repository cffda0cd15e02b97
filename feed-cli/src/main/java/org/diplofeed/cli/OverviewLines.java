package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.diplofeed.cli.operate.Overview;

/** How a service does its work, as lines for people. */
final class OverviewLines {
    private OverviewLines() {}

    static List<String> of(Terminal terminal, Overview service, boolean partitions) {
        if (service.fault() != null) {
            return List.of("  " + terminal.bad("✗") + " " + service.service() + ": " + service.fault());
        }
        var projections = service.projections().stream()
                .flatMap(
                        projection -> ProjectionLines.of(terminal, service.service(), projection, partitions).stream());
        return Stream.of(
                        projections,
                        Stream.ofNullable(service.outbox()).map(outbox -> outbox(terminal, service, outbox)),
                        Stream.ofNullable(service.rebuilds())
                                .flatMap(rebuilds -> generations(terminal, service.service(), rebuilds)))
                .flatMap(lines -> lines)
                .toList();
    }

    private static String outbox(Terminal terminal, Overview service, JsonNode outbox) {
        long depth = outbox.path("depth").asLong();
        String oldest = depth == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", the oldest for %.1f s",
                        outbox.path("oldestAgeSeconds").asDouble());
        return String.format(
                Locale.ROOT,
                "  %s %-17s %,d events wait to be published%s%s",
                service.publishing() && !service.refused() ? terminal.good("✓") : terminal.bad("✗"),
                service.service(),
                depth,
                oldest,
                why(service, outbox.path("refusedStreams").asInt()));
    }

    private static String why(Overview service, int refused) {
        if (refused > 0) {
            return String.format(
                    Locale.ROOT,
                    "; the broker refuses an event of %,d stream%s: feed refused",
                    refused,
                    refused == 1 ? "" : "s");
        }
        return service.publishing() ? "" : ": does the broker answer, and take them?";
    }

    /** The live generation and those beside it that are kept. */
    private static Stream<String> generations(Terminal terminal, String service, JsonNode rebuilds) {
        return rebuilds.path("items")
                .valueStream()
                .filter(generation -> List.of("BUILDING", "FOLLOWING", "FAILED")
                        .contains(generation.path("state").asText()))
                .map(generation -> generation(terminal, service, generation));
    }

    private static String generation(Terminal terminal, String service, JsonNode generation) {
        boolean live = generation.path("live").asBoolean();
        String state = generation.path("state").asText();
        return String.format(
                Locale.ROOT,
                "  %s %-17s generation %d %s",
                state.equals("FAILED") ? terminal.bad("✗") : live ? terminal.good("✓") : " ",
                service,
                generation.path("generation").asInt(),
                live ? "answers questions" : beside(state, generation));
    }

    private static String beside(String state, JsonNode generation) {
        return switch (state) {
            case "BUILDING" ->
                String.format(
                        Locale.ROOT,
                        "is being built, %.1f %%%s: feed rebuild watch",
                        generation.path("percent").asDouble(),
                        generation.path("paused").asBoolean() ? ", paused" : "");
            case "FAILED" ->
                "could not be built, " + generation.path("fault").asText("for an unknown reason") + ": feed rebuild";
            default ->
                String.format(
                        Locale.ROOT,
                        "is kept beside it, %,d behind: feed rebuild compare, approve, retire",
                        generation.path("behind").asLong());
        };
    }
}
