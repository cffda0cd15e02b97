package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** What all processes of an idle stack hold resident, pages that several share divided among them. */
final class MemoryBenchmark implements Benchmark {
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.up();
        try {
            var components = StreamSupport.stream(
                            feed.status().get("components").spliterator(), false)
                    .toList();
            figures.accept(Figure.atMost(
                    "all processes idle",
                    mebibytes(components, false),
                    "MiB",
                    mebibytes(components, true),
                    "broker and Postgres alone",
                    1536));
        } finally {
            feed.down();
        }
    }

    private static double mebibytes(List<JsonNode> components, boolean infrastructureAlone) {
        return Math.rint(components.stream()
                        .filter(component -> !infrastructureAlone
                                || !component.get("name").asText().endsWith("-service"))
                        .mapToLong(component -> component.get("residentBytes").asLong())
                        .sum()
                / MIB);
    }
}
