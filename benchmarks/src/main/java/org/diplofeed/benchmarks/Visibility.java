package org.diplofeed.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** From the POST of a statement until timeline answers it, while others are posted a thousand a second. */
final class Visibility {
    private static final int PER_SECOND = 1_000;
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final int WATCHERS = 4;
    private static final int EACH = 75;
    private static final int MILLIS_BETWEEN_LOOKS = 2;
    private static final long APART = 100_000;

    private final Feed feed;
    private final Reads reads;
    private final Statements statements;
    private final long stored;

    Visibility(Feed feed, Reads reads, Statements statements, long stored) {
        this.feed = feed;
        this.reads = reads;
        this.statements = statements;
        this.stored = stored;
    }

    Figure measure() throws Exception {
        int port = URI.create(feed.url(8081)).getPort();
        var token = feed.token("publisher");
        var load = new HttpLoad(port, "/v1/statements", token, 64, statements::body);
        var next = new AtomicLong(stored);
        load.openLoop(next, PER_SECOND, Duration.ofSeconds(3)); // warm-up
        var idle = watch(port, token, 0, 20);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> posting = () -> {
                load.openLoop(next, PER_SECOND, TIME);
                return true;
            };
            var loaded = threads.submit(posting);
            TimeUnit.SECONDS.sleep(1);
            var watching = new ArrayList<Future<List<Duration>>>();
            for (int i = 1; i <= WATCHERS; i++) {
                int watcher = i;
                Callable<List<Duration>> watch = () -> watch(port, token, watcher, EACH);
                watching.add(threads.submit(watch));
            }
            var all = new ArrayList<Duration>();
            for (var watched : watching) {
                all.addAll(watched.get());
            }
            loaded.get();
            return Figure.atMost(
                    "POST to visible at 1,000/s, p99",
                    Samples.millis(Samples.percentile(all, 99)),
                    "ms",
                    Samples.millis(Samples.percentile(idle, 50)),
                    "the median without load",
                    150);
        }
    }

    private List<Duration> watch(int port, String token, int watcher, int count)
            throws IOException, InterruptedException {
        var seen = new ArrayList<Duration>(count);
        try (var connection = new Connection(port, "/v1/statements", token)) {
            for (int i = 0; i < count; i++) {
                long number = stored + APART * (watcher + 1) + i;
                long began = System.nanoTime();
                int status = connection.post(statements.body(number));
                if (status != 201) {
                    throw new IOException("ingest answered " + status);
                }
                while (reads.status("/v1/statements/" + statements.id(number)) != 200) {
                    TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
                }
                seen.add(Duration.ofNanos(System.nanoTime() - began));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return seen;
    }
}
