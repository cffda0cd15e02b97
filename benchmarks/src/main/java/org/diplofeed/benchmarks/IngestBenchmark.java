package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The write side: ingest-service with a real broker and a real Postgres, everything included (tokens, schemas, rules,
 * idempotency, ledger, relay), beside an endpoint that parses and inserts a row in the same Postgres.
 *
 * <p>A transaction is forgotten open for the whole run but for the first rounds, which show what it costs: nothing.
 */
final class IngestBenchmark implements Benchmark {
    private static final int CONNECTIONS = 64;
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final int ROUNDS = 3;
    private static final int MOST_WARM_UP_ROUNDS = 15;
    private static final double STILL_WARMING = 1.02;
    private static final int BULK = 100_000;
    private static final int LATENCY_RATE = 1_000;
    private static final Duration LATENCY_TIME = Duration.ofSeconds(15);
    private static final int IMPORT = 1_000_000;
    private static final int IMPORT_SECONDS = 45;
    private static final String TOPIC = "diplofeed.statements";

    private final AtomicLong next = new AtomicLong();
    private final Statements statements = new Statements("b.", 1);

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.up("--only", "ingest");
        try {
            var postgres = LocalPostgres.of(feed);
            Definitions.define(feed);
            postgres.createDatabase("bare");
            try (var bare = BareService.start(
                    place.home(), postgres.environment("bare"), place.scratch().resolve("bare.log"))) {
                measure(place, feed, postgres, bare, figures);
            }
        } finally {
            feed.down();
        }
    }

    private void measure(Workplace place, Feed feed, LocalPostgres postgres, BareService bare, Consumer<Figure> figures)
            throws Exception {
        var ingest = new HttpLoad(
                URI.create(feed.url(8081)).getPort(),
                "/v1/statements",
                feed.token("publisher"),
                CONNECTIONS,
                statements::body);
        var baseline = new HttpLoad(bare.port(), "/v1/statements", "none", CONNECTIONS, statements::body);
        warmUp(ingest);
        warmUp(baseline);

        var rounds = new ArrayList<Round>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(new Round(ingest.closedLoop(next, ROUND), baseline.closedLoop(next, ROUND)));
        }
        double single = median(rounds, Round::ingest);
        figures.accept(Figure.atLeastTimes(
                "single POSTs", single, "/s", median(rounds, Round::bare), "an endpoint that parses and inserts", 1));

        try (var forgotten = postgres.forgottenTransaction("ingest")) {
            double held = ingest.closedLoop(next, ROUND);
            figures.accept(Figure.atLeastTimes(
                    "single POSTs, transaction open", held, "/s", single, "the same without it", 0.8));
            figures.accept(latency(feed, ingest));
            figures.accept(new RelayDrain(postgres, feed.bootstrapServers()).measure());
            bulk(place, feed, single, figures);
            forgotten.rollback();
        }
    }

    /** Until it gets no faster: a JVM on two busy cores takes most of a minute to compile what it runs. */
    private void warmUp(HttpLoad load) throws IOException, InterruptedException {
        double best = 0;
        for (int round = 0; round < MOST_WARM_UP_ROUNDS; round++) {
            double rate = load.closedLoop(next, ROUND);
            if (rate < best * STILL_WARMING) {
                return;
            }
            best = Math.max(best, rate);
        }
    }

    private record Round(double ingest, double bare) {}

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        var sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private Figure latency(Feed feed, HttpLoad ingest) throws Exception {
        try (var log = new Publishing(feed.bootstrapServers(), TOPIC);
                var thread = Executors.newSingleThreadExecutor()) {
            int count = (int) (LATENCY_RATE * LATENCY_TIME.toSeconds());
            var latencies = thread.submit(() -> log.latencies(count));
            ingest.openLoop(next, LATENCY_RATE, LATENCY_TIME);
            var all = latencies.get();
            return Figure.atMost(
                    "commit to Kafka at 1,000/s, p99",
                    Samples.millis(Samples.percentile(all, 99)),
                    "ms",
                    Samples.millis(Samples.percentile(all, 50)),
                    "its median",
                    50);
        }
    }

    /**
     * From a file, by the command that people use: once to warm up, once measured, once a million lines, or fewer where
     * those would take too long.
     */
    private void bulk(Workplace place, Feed feed, double single, Consumer<Figure> figures) throws Exception {
        Path file = place.scratch().resolve("bulk.ndjson");
        feed.importFile(statements.write(file, next.getAndAdd(BULK), BULK));
        double rate = rate(feed.importFile(statements.write(file, next.getAndAdd(BULK), BULK)), BULK);
        figures.accept(Figure.atLeast("bulk NDJSON", rate, "/s", single, "single POSTs", 15_000));
        figures.accept(Figure.atLeastTimes("bulk NDJSON over single", rate, "/s", single, "single POSTs", 4));
        long lines = place.full() ? IMPORT : Math.min(IMPORT, Math.round(rate * IMPORT_SECONDS));
        if (place.data().isPresent()) {
            file = place.data().get();
            lines = 0;
        } else {
            statements.write(file, next.getAndAdd(lines), lines);
        }
        double imported = rate(feed.importFile(file), lines);
        figures.accept(Figure.atLeastTimes(
                "import of " + size(file, lines) + ", heap 256 MiB",
                imported,
                "/s",
                rate,
                "bulk of " + BULK + " lines",
                0.8));
    }

    private static String size(Path file, long lines) {
        if (lines == 0) {
            return file.getFileName().toString();
        }
        return lines + " lines" + (lines < IMPORT ? " (scaled down from 1,000,000: --full)" : "");
    }

    private static double rate(JsonNode summary, long expected) throws IOException {
        if (expected > 0 && summary.path("accepted").asLong() != expected) {
            throw new IOException("not everything was accepted: " + summary);
        }
        return summary.path("events").asLong() / summary.path("seconds").asDouble();
    }
}
