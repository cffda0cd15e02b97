package org.diplofeed.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** What of alerts is measured from the log on, one after another. */
final class AlertPhases {
    private static final int LATENCY_SECONDS = 15;
    /** Before that the virtual machine still compiles, on the cores that deliver. */
    private static final int WARM_UP_SECONDS = 30;

    private static final int SUSTAINED_SECONDS = 20;
    private static final int SUSTAINED_SECONDS_IN_FULL = 60;
    private static final int BARE_SECONDS = 5;
    private static final int BACKLOG = 10_000;
    private static final int STREAMS = 5_000;
    /** So many may be on the way: what arrives is measured, not how fast the log takes it. */
    private static final int ON_THE_WAY = 4_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Workplace place;
    private final Feed feed;
    private final BenchNewsroom newsroom;
    private final Receivers receivers;
    private final ShiftFeed shifts;
    private final List<String> holders;
    private final BarePosts bare;
    private long posted;

    AlertPhases(
            Workplace place,
            Feed feed,
            BenchNewsroom newsroom,
            Receivers receivers,
            ShiftFeed shifts,
            List<String> holders,
            BarePosts bare) {
        this.place = place;
        this.feed = feed;
        this.newsroom = newsroom;
        this.receivers = receivers;
        this.shifts = shifts;
        this.holders = holders;
        this.bare = bare;
    }

    void measure(Consumer<Figure> figures) throws Exception {
        latencies("warm.", 200, LATENCY_SECONDS);
        latencies("warmer.", 1_000, WARM_UP_SECONDS);
        var quiet = latencies("quiet.", 200, LATENCY_SECONDS);
        figures.accept(p95("commit to received at 200/s, p95", quiet, bareLatencies(200), 100));
        figures.accept(blackHole(quiet));
        var busy = latencies("busy.", 1_000, LATENCY_SECONDS);
        figures.accept(p95("commit to received at 1,000/s, p95", busy, bareLatencies(1_000), 250));
        double posts = bare.closedLoop(posted, BARE_SECONDS);
        figures.accept(sustained(posts));
        figures.accept(streams(posts));
    }

    private List<Duration> latencies(String prefix, int perSecond, int seconds) throws Exception {
        var run = new ShiftFeed.Run(prefix, holders);
        return arrivals(run::id, shifts.openLoop(run, perSecond, seconds));
    }

    private List<Duration> bareLatencies(int perSecond) throws Exception {
        long from = posted;
        var due = bare.openLoop(from, perSecond, BARE_SECONDS);
        posted += due.length;
        return arrivals(n -> BarePosts.id(from + n), due);
    }

    private List<Duration> arrivals(LongFunction<String> ids, long[] due) throws Exception {
        var latencies = new ArrayList<Duration>(due.length);
        for (int i = 0; i < due.length; i++) {
            var id = ids.apply(i);
            BenchNewsroom.await("what is known as " + id, () -> receivers.arrival(id) != null);
            latencies.add(Duration.ofNanos(Objects.requireNonNull(receivers.arrival(id)) - due[i]));
        }
        return latencies;
    }

    /** One endpoint takes connections and answers nothing, and 10,000 wait for it. */
    private Figure blackHole(List<Duration> quiet) throws Exception {
        var hole = newsroom.subscribe(List.of(AlertBenchmark.BLACK_HOLE), receivers.startBlackHole());
        newsroom.awaitActive();
        var backlog = new ShiftFeed.Run("hole.", List.of(AlertBenchmark.BLACK_HOLE));
        for (int i = 0; i < BACKLOG; i++) {
            shifts.send(backlog, i);
        }
        shifts.flush();
        try (var alert = LocalPostgres.of(feed).connect("alert");
                var count = alert.prepareStatement("select count(*) from delivery where subscription_id = ?")) {
            count.setString(1, hole);
            BenchNewsroom.await("the backlog", () -> LocalPostgres.number(count) >= BACKLOG);
        }
        // That so many came within seconds has the database clean up; the others are asked about those that wait.
        latencies("settling.", 200, LATENCY_SECONDS);
        var beside = latencies("beside.", 200, LATENCY_SECONDS);
        newsroom.unsubscribe(hole);
        return Figure.atMostTimes(
                "the same beside a dead endpoint with 10,000 waiting, p95",
                Samples.millis(Samples.percentile(beside, 95)),
                "ms",
                Samples.millis(Samples.percentile(quiet, 95)),
                "without it",
                1.2);
    }

    private Figure sustained(double posts) throws IOException, InterruptedException {
        int seconds = place.full() ? SUSTAINED_SECONDS_IN_FULL : SUSTAINED_SECONDS;
        var run = new ShiftFeed.Run("sustained.", holders);
        long before = receivers.received();
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(seconds);
        long sent = 0;
        while (System.nanoTime() < end) {
            if (sent - (receivers.received() - before) < ON_THE_WAY) {
                shifts.send(run, sent);
                sent++;
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
        double rate = (receivers.received() - before) * 1e9 / (System.nanoTime() - began);
        long all = before + sent;
        BenchNewsroom.await("what is on the way", () -> receivers.received() >= all);
        return Figure.atLeast(
                "deliveries to %d endpoints for %d s".formatted(holders.size(), seconds),
                rate,
                "/s",
                posts,
                "bare POSTs",
                1_000);
    }

    /** All read one newsroom's one subscription; from the shift on the log to the last of them. */
    private Figure streams(double posts) throws Exception {
        var followed = newsroom.follow(AlertBenchmark.STREAMED);
        try (var streams = new OpenStreams()) {
            streams.open(
                    URI.create(feed.url(8083)).getPort(),
                    "/v1/alerts/stream?subscription=" + followed,
                    newsroom.token(),
                    STREAMS,
                    PATIENCE);
            var run = new ShiftFeed.Run("streamed.", List.of(AlertBenchmark.STREAMED));
            long began = System.nanoTime();
            shifts.send(run, 0);
            int got = streams.await("\"shiftId\":\"" + run.id(0), PATIENCE);
            double millis = (System.nanoTime() - began) / 1e6;
            if (got < STREAMS) {
                throw new IOException("only " + got + " of " + STREAMS + " streams got the alert");
            }
            return Figure.atMost(
                    "one alert to 5,000 streams, heap 256 MiB",
                    millis,
                    "ms",
                    STREAMS / posts * 1e3,
                    "as many bare POSTs",
                    2_000);
        }
    }

    private static Figure p95(String name, List<Duration> alerts, List<Duration> bare, double limit) {
        return Figure.atMost(
                name,
                Samples.millis(Samples.percentile(alerts, 95)),
                "ms",
                Samples.millis(Samples.percentile(bare, 95)),
                "bare POSTs at that rate",
                limit);
    }
}
