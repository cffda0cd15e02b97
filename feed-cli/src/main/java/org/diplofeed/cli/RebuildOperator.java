package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.operate.Rebuilds;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the commands about rebuilds share: whom they ask, and how they tell. */
final class RebuildOperator {
    /** A generation that is not what was hoped for. */
    static final int NOT_DONE = 4;

    @Mixin
    private final Place place = new Place();

    @Mixin
    private final Access access = new Access();

    @Option(names = "--timeline-url", paramLabel = "URL", description = "timeline-service (default: the local one).")
    private @Nullable URI url;

    @Option(names = "--alert-url", paramLabel = "URL", description = "alert-service (default: the local one).")
    private @Nullable URI alertUrl;

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            description = "What is rebuilt: timeline (the default), or what alert derives of the log.",
            converter = Rebuilt.class)
    private ServiceName service = ServiceName.TIMELINE;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    /** The services that have something to rebuild, by the names that people type. */
    private static final class Rebuilt implements ITypeConverter<ServiceName> {
        @Override
        public ServiceName convert(String label) {
            return Stream.of(ServiceName.TIMELINE, ServiceName.ALERT)
                    .filter(service -> service.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("timeline or alert, not " + label));
        }
    }

    /** Whether it is alert-service that is asked, which tells nobody and has no rules. */
    boolean ofAlert() {
        return service == ServiceName.ALERT;
    }

    /** Refuses what only the timeline can do. */
    void requireTimeline(boolean asked, String what) {
        if (asked && ofAlert()) {
            throw new StackFailure("alert-service has no " + what);
        }
    }

    Rebuilds rebuilds(HttpClient http) {
        return new Rebuilds(
                new FeedApi(
                        http,
                        Access.service(ofAlert() ? alertUrl : url, place, service),
                        access.token(place, Set.of("operator"), "feed-operator", null)),
                !ofAlert());
    }

    /** The generation that is named, or the last one beside the live one. */
    static int number(Rebuilds rebuilds, @Nullable Integer named) {
        return named != null
                ? named
                : rebuilds.latest()
                        .orElseThrow(() -> new StackFailure("there is no generation beside the live one"))
                        .path("generation")
                        .asInt();
    }

    int tell(Terminal terminal, JsonNode generation) {
        terminal.line(json ? Json.line(generation) : line(terminal, generation));
        return switch (generation.path("state").asText()) {
            case "FAILED" -> 1;
            default -> 0;
        };
    }

    static String line(Terminal terminal, JsonNode generation) {
        var state = generation.path("state").asText();
        boolean building = state.equals("BUILDING");
        return String.format(
                Locale.ROOT,
                "  %s generation %-3d %-10s %s%s%s",
                generation.path("live").asBoolean()
                        ? terminal.good("●")
                        : state.equals("FAILED") ? terminal.bad("✗") : " ",
                generation.path("generation").asInt(),
                generation.path("live").asBoolean() && !state.equals("APPROVED") ? "LIVE" : state,
                building
                        ? String.format(
                                Locale.ROOT,
                                "%s %.1f %%, %,d/s%s%s",
                                generation.path("phase").asText("READING"),
                                generation.path("percent").asDouble(),
                                generation.path("perSecond").asLong(),
                                pace(generation),
                                generation.hasNonNull("etaSeconds")
                                        ? ", " + generation.path("etaSeconds").asLong() + " s to go"
                                        : "")
                        : String.format(
                                Locale.ROOT,
                                "%,d behind",
                                generation.path("behind").asLong()),
                generation.has("rules")
                        ? String.format(
                                Locale.ROOT,
                                "  window %s, %d points",
                                generation.path("rules").path("window").asText(),
                                generation.path("rules").path("pointsToConfirm").asInt())
                        : "",
                generation.hasNonNull("fault") ? "; " + generation.path("fault").asText() : "");
    }

    private static String pace(JsonNode generation) {
        if (generation.path("paused").asBoolean()) {
            return ", paused";
        }
        return generation.has("budget")
                ? String.format(
                        Locale.ROOT,
                        ", works %.0f %% of the time",
                        100 * generation.path("budget").asDouble())
                : "";
    }

    /** What a comparison says, in a few lines. */
    void tellComparison(Terminal terminal, JsonNode comparison) {
        if (ofAlert()) {
            RebuiltAlertLines.of(terminal, comparison).forEach(terminal::line);
        } else {
            tellOfTimeline(terminal, comparison);
        }
    }

    private static void tellOfTimeline(Terminal terminal, JsonNode comparison) {
        terminal.line(
                comparison.path("same").asBoolean()
                        ? terminal.good("✓ ") + "nothing would change"
                        : terminal.bad("≠ ") + "something would change");
        var positions = comparison.path("positions");
        var shifts = comparison.path("shifts");
        var alerts = comparison.path("alerts");
        var notices = comparison.path("notices");
        terminal.line(String.format(
                Locale.ROOT,
                "  positions  %,d live, %,d rebuilt; %,d flip, %,d differ otherwise",
                positions.path("live").asLong(),
                positions.path("rebuilt").asLong(),
                positions.path("flipped").asLong(),
                positions.path("otherwise").asLong()));
        terminal.line(String.format(
                Locale.ROOT,
                "  shifts     %,d stand; %,d gained, %,d lost",
                shifts.path("told").asLong(),
                shifts.path("gained").asLong(),
                shifts.path("lost").asLong()));
        terminal.line(String.format(
                Locale.ROOT,
                "  alerts     %,d would be sent, %,d taken back, %,d corrected; %,d for digests alone",
                alerts.path("sent").asLong(),
                alerts.path("withdrawn").asLong(),
                alerts.path("corrected").asLong(),
                alerts.path("revised").asLong()));
        terminal.line(String.format(
                Locale.ROOT,
                "  notices    %,d raised, %,d closed",
                notices.path("raised").asLong(),
                notices.path("closed").asLong()));
        comparison.path("tables").forEach(table -> {
            if (!table.path("same").asBoolean()) {
                terminal.line(String.format(
                        Locale.ROOT,
                        "  %-18s differs: %,d rows live, %,d rebuilt",
                        table.path("name").asText(),
                        table.path("live").asLong(),
                        table.path("rebuilt").asLong()));
            }
        });
    }
}
