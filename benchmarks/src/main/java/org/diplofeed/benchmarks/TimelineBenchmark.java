package org.diplofeed.benchmarks;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The read side: timeline-service follows a log that is filled as fast as a broker takes it, beside a consumer that
 * does nothing, projectors that only keep the events, and a COPY of the rows that came of it. Then questions at a fixed
 * rate, with a tenth of the data and with all of it; then how long a statement takes from its POST until it is
 * answered.
 */
final class TimelineBenchmark implements Benchmark {
    private static final String TOPIC = "diplofeed.statements";
    private static final int FULL = 1_000_000;
    private static final int MOST = 300_000;
    private static final int FIRST = 20_000;
    private static final Duration LOADING = Duration.ofSeconds(60);
    private static final int QUESTIONS = 600;
    private static final int PER_SECOND = 200;
    private static final int WARM_UP = 200;
    private static final int WARM_UP_ROUNDS = 3;

    private final Statements statements = new Statements("t.", 2);

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.up("--only", "ingest,timeline");
        try (var log = new EventLog(feed.bootstrapServers());
                var reads = new Reads(feed.url(8082), feed.token("reader"))) {
            var store = new TimelineStore(LocalPostgres.of(feed));
            if (place.data().isPresent()) {
                votes(place, log, store, reads, figures);
            } else {
                Definitions.define(feed);
                synthetic(place, feed, log, store, reads, figures);
            }
        } finally {
            feed.down();
        }
    }

    private void synthetic(
            Workplace place, Feed feed, EventLog log, TimelineStore store, Reads reads, Consumer<Figure> figures)
            throws Exception {
        load(log, store, 0, FIRST / 2); // warm-up
        double warm = load(log, store, FIRST / 2, FIRST);
        long total = place.full() ? FULL : Math.min(MOST, Math.round(warm * LOADING.toSeconds()));
        long tenth = Math.max(FIRST, total / 10);
        load(log, store, FIRST, tenth);
        var few = latencies(reads, tenth);
        double live = load(log, store, tenth, total);
        projection(log, store, live, total, figures);
        store.awaitIndexed();
        var many = latencies(reads, total);
        many.forEach((question, latency) -> figures.accept(Figure.atMost(
                "%s, p99 at %,d statements".formatted(question, total),
                latency,
                "ms",
                few.getOrDefault(question, latency),
                "the same at a tenth of them",
                question.startsWith("bitemporal") ? 50 : 25)));
        many.forEach((question, latency) -> figures.accept(Figure.atMost(
                question + ", ten times the data",
                latency / few.getOrDefault(question, latency),
                "×",
                1,
                "a tenth of it",
                2)));
        figures.accept(new Visibility(feed, reads, store, statements, total).measure());
    }

    private double load(EventLog log, TimelineStore store, long from, long to) throws Exception {
        if (from >= to) {
            return 0;
        }
        long began = System.nanoTime();
        for (long n = from; n < to; n++) {
            log.first(TOPIC, "statement", "statement.recorded", statements.id(n), Statements.at(n), statements.body(n));
        }
        log.flush();
        store.awaitStatements(to);
        return (to - from) * 1e9 / (System.nanoTime() - began);
    }

    private static void projection(
            EventLog log, TimelineStore store, double live, long events, Consumer<Figure> figures)
            throws SQLException, IOException, InterruptedException {
        figures.accept(Figure.atLeast(
                "live projection", live, "/s", log.bareConsumer(TOPIC), "a consumer that does nothing", 10_000));
        figures.accept(Figure.beside(
                "live projection", live, "/s", store.copyAgain(), "a COPY of the statements' rows, three indexes"));
        try (AgroalDataSource database = store.baselines()) {
            figures.accept(Figure.beside(
                    "live projection",
                    live,
                    "/s",
                    NaiveProjector.rate(database, log.kafka(), TOPIC, 500, Duration.ofSeconds(5), events),
                    "a projector that only keeps events, batches of 500"));
            figures.accept(Figure.beside(
                    "live projection",
                    live,
                    "/s",
                    NaiveProjector.rate(database, log.kafka(), TOPIC, 1, Duration.ofSeconds(5), events),
                    "the same with a transaction an event"));
        }
    }

    private static Map<String, Double> latencies(Reads reads, long stored) throws IOException, InterruptedException {
        var questions = new LinkedHashMap<String, IntFunction<String>>();
        questions.put("position", n -> "/v1/positions?holder=" + actor(n) + "&issue=" + issue(n));
        questions.put("position with evidence", n -> "/v1/positions/" + actor(n) + "/" + issue(n));
        questions.put("matrix of 10 by 10", TimelineBenchmark::matrix);
        questions.put("timeline page of 50", n -> "/v1/timeline?limit=50&actor=" + actor(n));
        var then = Statements.at(stored / 2);
        var known = Instant.now();
        questions.put(
                "bitemporal position",
                n -> "/v1/positions/" + actor(n) + "/" + issue(n) + "?validAt=" + then + "&knownAt=" + known);
        for (int round = 0; round < WARM_UP_ROUNDS; round++) { // until the JVM has compiled what it runs
            for (var question : questions.values()) {
                reads.latencies(question, QUESTIONS, PER_SECOND);
            }
        }
        var latencies = new LinkedHashMap<String, Double>();
        for (var question : questions.entrySet()) {
            reads.latencies(question.getValue(), WARM_UP, PER_SECOND);
            var all = reads.latencies(question.getValue(), QUESTIONS, PER_SECOND);
            latencies.put(question.getKey(), Samples.millis(Samples.percentile(all, 99)));
        }
        return latencies;
    }

    private static String actor(int n) {
        return Statements.actor(new SplittableRandom(n).nextInt(Statements.ACTORS));
    }

    private static String issue(int n) {
        return Statements.issue(new SplittableRandom(~n).nextInt(Statements.ISSUES));
    }

    private static String matrix(int n) {
        int actors = new SplittableRandom(n).nextInt(Statements.ACTORS - 10);
        int issues = new SplittableRandom(~n).nextInt(Statements.ISSUES - 10);
        return IntStream.range(0, 10)
                .mapToObj(i -> "holder=" + Statements.actor(actors + i) + "&issue=" + Statements.issue(issues + i))
                .collect(Collectors.joining("&", "/v1/matrix?", ""));
    }

    /** What states voted in the General Assembly: a statement a vote, an issue a title that comes again and again. */
    private static void votes(Workplace place, EventLog log, TimelineStore store, Reads reads, Consumer<Figure> figures)
            throws Exception {
        var votes = UngaVotes.read(place.data().orElseThrow());
        votes.define(log);
        long all = votes.count();
        votes.send(log, 0, FIRST);
        store.awaitStatements(FIRST); // warm-up
        long began = System.nanoTime();
        votes.send(log, FIRST, FIRST * 2);
        store.awaitStatements(FIRST * 2);
        double warm = FIRST * 1e9 / (System.nanoTime() - began);
        long total = place.full() ? all : Math.min(all, FIRST * 2 + Math.round(warm * 2 * LOADING.toSeconds()));
        began = System.nanoTime();
        votes.send(log, FIRST * 2, total);
        store.awaitStatements(total);
        double live = (total - FIRST * 2) * 1e9 / (System.nanoTime() - began);
        figures.accept(Figure.atLeast(
                "%,d votes of %,d".formatted(total, all),
                live,
                "/s",
                log.bareConsumer(TOPIC),
                "a consumer that does nothing",
                10_000));
        var asked = votes.positions(QUESTIONS);
        IntFunction<String> question = n -> "/v1/positions/" + asked.get(n % asked.size());
        reads.latencies(question, WARM_UP, PER_SECOND);
        figures.accept(Figure.atMost(
                "their positions with evidence, p99",
                Samples.millis(Samples.percentile(reads.latencies(question, QUESTIONS, PER_SECOND), 99)),
                "ms",
                (double) store.positions(),
                "how many positions there are",
                25));
    }
}
