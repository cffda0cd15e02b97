package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a projection has come, as lines for people. */
final class ProjectionLines {
    private ProjectionLines() {}

    static List<String> of(Terminal terminal, String service, JsonNode projection, boolean partitions) {
        var lines = new ArrayList<String>();
        String state = projection.path("state").asText();
        long lag = projection.path("lag").asLong();
        long parked = projection.path("parked").asLong();
        lines.add(String.format(
                Locale.ROOT,
                "  %s %-17s %-18s lag %s, %s parked%s",
                state.equals("RUNNING") && parked == 0 ? terminal.good("✓") : terminal.bad("✗"),
                service,
                state,
                lag < 0 ? "unknown" : String.format(Locale.ROOT, "%,d", lag),
                parked,
                projection.hasNonNull("fault") ? "; " + projection.path("fault").asText() : ""));
        if (partitions) {
            projection
                    .path("partitions")
                    .forEach(partition -> lines.add(String.format(
                            Locale.ROOT,
                            "      %-24s %2d  next %,12d  lag %,10d  read up to %s",
                            partition.path("topic").asText(),
                            partition.path("partition").asInt(),
                            partition.path("nextOffset").asLong(),
                            partition.path("lag").asLong(),
                            partition.path("lastRecorded").asText("–"))));
        }
        return lines;
    }
}
