package org.diplofeed.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Rebuilds: the read model made anew with all of the machine, beside a consumer that does nothing, a COPY of the same
 * rows and upserts of them; then once more as readers allow it, while they ask; then made live while they ask.
 */
final class RebuildBenchmark implements Benchmark {
    private static final String TOPIC = "diplofeed.statements";
    private static final int FULL = 1_000_000;
    private static final int SOME = 100_000;
    private static final int QUESTIONS = 1_000;
    private static final int PER_SECOND = 100;
    private static final int WARM_UP = 200;
    private static final Duration UPSERTS = Duration.ofSeconds(5);

    private final Statements statements = new Statements("r.", 3);

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.up("--only", "ingest,timeline");
        try (var log = new EventLog(feed.bootstrapServers());
                var reads = new Reads(feed.url(8082), feed.token("reader"));
                var rebuilds = new RebuildClient(feed.url(8082), feed.token("operator"))) {
            var postgres = LocalPostgres.of(feed);
            long events = fill(place, feed, log);
            new TimelineStore(postgres).awaitStatements(events);
            alone(postgres, log, rebuilds, events, figures);
            governed(reads, rebuilds, figures);
        } finally {
            feed.down();
        }
    }

    private long fill(Workplace place, Feed feed, EventLog log) throws IOException, InterruptedException {
        if (place.data().isPresent()) {
            var votes = UngaVotes.read(place.data().get());
            votes.define(log);
            long count = place.full() ? votes.count() : Math.min(SOME, votes.count());
            votes.send(log, 0, count);
            return count;
        }
        Definitions.define(feed);
        long count = place.full() ? FULL : SOME;
        for (long n = 0; n < count; n++) {
            log.first(TOPIC, "statement", "statement.recorded", statements.id(n), Statements.at(n), statements.body(n));
        }
        log.flush();
        return count;
    }

    private static void alone(
            LocalPostgres postgres, EventLog log, RebuildClient rebuilds, long events, Consumer<Figure> figures)
            throws Exception {
        int warm = rebuilds.start(1.0);
        rebuilds.await(warm);
        rebuilds.retire(warm);
        int rebuilt = rebuilds.start(1.0);
        var built = rebuilds.await(rebuilt);
        var rows = new RebuiltRows(postgres, rebuilt);
        long copied = rows.count();
        double plain = rows.copyAgain();
        double rate = copied * 1e9 / built.copied().toNanos();
        figures.accept(Figure.atLeastTimes(
                "rows and positions", rate, "/s", plain, "a COPY of the same rows, indexes afterwards", 0.6));
        double statementsRate = events * 1e9 / built.copied().toNanos();
        figures.accept(Figure.beside(
                "statements", statementsRate, "/s", log.bareConsumer(TOPIC), "a consumer that does nothing"));
        var upserts = new BatchedUpserts(postgres, rebuilt);
        figures.accept(Figure.atLeastTimes(
                "statements",
                statementsRate,
                "/s",
                upserts.rate(500, UPSERTS),
                "upserts of the same rows and positions, 500 statements a transaction",
                1.5));
        figures.accept(Figure.atLeastTimes(
                "statements", statementsRate, "/s", upserts.rate(1, UPSERTS), "the same, one a transaction", 12));
        built.phases()
                .forEach((phase, took) -> figures.accept(Figure.beside(
                        "of that " + phase,
                        took.toMillis() / 1e3,
                        "s",
                        built.whole().toMillis() / 1e3,
                        "the whole rebuild")));
        figures.accept(Figure.atMost(
                "whole rebuild, caught up",
                built.whole().toMillis() / 1e3,
                "s",
                events / 1e3,
                "thousands of statements",
                60));
        figures.accept(
                Figure.atMost("worst ETA from 10 % on", built.worstEta() * 100, "%", 100, "how long it then took", 20));
        long began = System.nanoTime();
        rebuilds.compare(rebuilt);
        figures.accept(
                Figure.beside("comparison", (System.nanoTime() - began) / 1e9, "s", copied / 1e6, "millions of rows"));
        rebuilds.retire(rebuilt);
    }

    private static void governed(Reads reads, RebuildClient rebuilds, Consumer<Figure> figures) throws Exception {
        IntFunction<String> question = RebuildBenchmark::position;
        reads.latencies(question, WARM_UP, PER_SECOND);
        double quiet = Samples.millis(Samples.percentile(reads.latencies(question, QUESTIONS, PER_SECOND), 99));
        int rebuilt = rebuilds.start(null);
        double busy = Samples.millis(Samples.percentile(reads.latencies(question, QUESTIONS, PER_SECOND), 99));
        figures.accept(Figure.atMost(
                "p99 of a position meanwhile",
                busy,
                "ms",
                quiet,
                "p99 before, at 100 questions a second",
                Math.rint(quiet * 1.5)));
        rebuilds.await(rebuilt);
        var digest = rebuilds.compare(rebuilt);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Duration>> asking =
                    threads.submit((Callable<List<Duration>>) () -> reads.latencies(question, QUESTIONS, PER_SECOND));
            Thread.sleep(Duration.ofSeconds(2));
            long began = System.nanoTime();
            rebuilds.approve(rebuilt, digest);
            double flip = (System.nanoTime() - began) / 1e6;
            var longest = asking.get().stream().max(Duration::compareTo).orElseThrow();
            figures.accept(Figure.beside("making it live", flip, "ms", quiet, "p99 of a position"));
            figures.accept(Figure.beside(
                    "longest answer meanwhile, none failed",
                    Samples.millis(longest),
                    "ms",
                    quiet,
                    "p99 of a position"));
        }
    }

    private static String position(int n) {
        return "/v1/positions?limit=20&holder=" + Statements.actor(new SplittableRandom(n).nextInt(Statements.ACTORS));
    }
}
