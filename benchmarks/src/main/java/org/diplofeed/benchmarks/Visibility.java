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

/**
 * From the POST of a statement until timeline answers it to who waits for it by its token, while others are posted a
 * thousand a second.
 */
final class Visibility {
    private static final int PER_SECOND = 1_000;
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final int WATCHERS = 4;
    private static final int EACH = 75;
    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private final Feed feed;
    private final Reads reads;
    private final Statements statements;
    private final TimelineStore store;
    private final AtomicLong next;

    /** Begins behind the statements that are stored. */
    Visibility(Feed feed, Reads reads, TimelineStore store, Statements statements, long stored) {
        this.feed = feed;
        this.reads = reads;
        this.store = store;
        this.statements = statements;
        this.next = new AtomicLong(stored);
    }

    Figure measure() throws Exception {
        int port = URI.create(feed.url(8081)).getPort();
        var token = feed.token("publisher");
        var load = new HttpLoad(port, "/v1/statements", token, CONNECTIONS, statements::body);
        load.closedLoop(next, WARM_UP);
        watch(port, token, EACH);
        store.awaitStatements(next.get());
        store.awaitIndexed();
        var idle = watch(port, token, EACH);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> posting = () -> {
                load.openLoop(next, PER_SECOND, TIME);
                return true;
            };
            var loaded = threads.submit(posting);
            TimeUnit.SECONDS.sleep(1);
            var watching = new ArrayList<Future<List<Duration>>>();
            for (int i = 0; i < WATCHERS; i++) {
                Callable<List<Duration>> watch = () -> watch(port, token, EACH);
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

    private List<Duration> watch(int port, String token, int count) throws IOException, InterruptedException {
        var seen = new ArrayList<Duration>(count);
        try (var connection = new Connection(port, "/v1/statements", token)) {
            for (int i = 0; i < count; i++) {
                long number = next.getAndIncrement();
                long began = System.nanoTime();
                int status = connection.post(statements.body(number));
                if (status != 201) {
                    throw new IOException("ingest answered " + status);
                }
                int answered = reads.status("/v1/statements/" + statements.id(number), connection.feedToken());
                if (answered != 200) {
                    throw new IOException("timeline answered " + answered);
                }
                seen.add(Duration.ofNanos(System.nanoTime() - began));
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return seen;
    }
}
