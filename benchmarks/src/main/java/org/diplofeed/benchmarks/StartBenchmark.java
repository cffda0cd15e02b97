package org.diplofeed.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.diplofeed.embedded.EmbeddedBroker;
import org.diplofeed.embedded.PostgresServer;

/** From {@code ./feed up} to all three services ready, with data of an earlier run: what a user waits for. */
final class StartBenchmark implements Benchmark {
    private static final int RUNS = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.prepare();
        var warm = new ArrayList<Duration>();
        var infrastructure = new ArrayList<Duration>();
        for (int run = 0; run < RUNS; run++) {
            infrastructure.add(brokerAndPostgres(place.scratch().resolve("baseline")));
            warm.add(feed.up());
            feed.down();
        }
        figures.accept(Figure.atMost(
                "warm start to ready",
                seconds(Samples.median(warm)),
                "s",
                seconds(Samples.median(infrastructure)),
                "broker and Postgres alone",
                15));
    }

    private static Duration brokerAndPostgres(Path directory) {
        long began = System.nanoTime();
        try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
                var postgres =
                        PostgresServer.start(directory.resolve("postgres"), 0, PostgresServer.Durability.DURABLE)) {
            if (broker.bootstrapServers().isEmpty() || postgres.port() == 0) {
                throw new IllegalStateException("the baseline did not start");
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
