package org.diplofeed.benchmarks;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** From the POST of the statement that decides to the webhook received, through all three services, many a second. */
final class PathAtRate {
    private static final int PER_SECOND = 100;
    /** So many that nobody speaks twice within the seconds in which partitions are read in another order. */
    private static final int HOLDERS = 500;

    /** A minute: three virtual machines compile meanwhile, on the same cores. */
    private static final int WARM_UP_WEEKS = 12;

    private static final int WEEKS = 3;
    /** Holders that one subscription asks for. */
    private static final int EACH = 50;

    private static final int CONNECTIONS = 32;
    private static final int BARE_SECONDS = 5;

    private final Feed feed;
    private final BenchNewsroom newsroom;
    private final Vertx vertx;
    private final List<String> holders =
            IntStream.range(0, HOLDERS).mapToObj(n -> "XP." + n).toList();

    PathAtRate(Feed feed, BenchNewsroom newsroom, Vertx vertx) {
        this.feed = feed;
        this.newsroom = newsroom;
        this.vertx = vertx;
    }

    void measure(Consumer<Figure> figures) throws Exception {
        var template = new BodyTemplate("statementId");
        try (var receivers = new Receivers(vertx, template::idOf)) {
            String url = receivers.start();
            for (var holder : holders) {
                newsroom.defineActor(holder);
            }
            for (int i = 0; i < HOLDERS; i += EACH) {
                newsroom.subscribe(holders.subList(i, i + EACH), url);
            }
            newsroom.awaitActive();
            // First positions alert nobody.
            post(0, 1);
            var warmUp = post(1, WARM_UP_WEEKS);
            latencies(receivers, 1, warmUp);
            var due = post(1 + WARM_UP_WEEKS, WEEKS);
            var path = latencies(receivers, 1 + WARM_UP_WEEKS, due);
            try (var bare = new BarePosts(vertx, List.of(url), template)) {
                var bareDue = bare.openLoop(0, PER_SECOND, BARE_SECONDS);
                var alone = new ArrayList<Duration>();
                for (int i = 0; i < bareDue.length; i++) {
                    alone.add(latency(receivers, BarePosts.id(i), bareDue[i]));
                }
                figures.accept(Figure.atMost(
                        "POST to alert received at 100/s, p99",
                        Samples.millis(Samples.percentile(path, 99)),
                        "ms",
                        Samples.millis(Samples.percentile(alone, 99)),
                        "bare POSTs at that rate",
                        250));
            }
        }
    }

    private List<Duration> latencies(Receivers receivers, int fromWeek, long[] due) throws Exception {
        var latencies = new ArrayList<Duration>(due.length);
        for (int i = 0; i < due.length; i++) {
            latencies.add(latency(receivers, id(fromWeek, i), due[i]));
        }
        return latencies;
    }

    private static Duration latency(Receivers receivers, String id, long due) throws Exception {
        BenchNewsroom.await("what is known as " + id, () -> receivers.arrival(id) != null);
        return Duration.ofNanos(Objects.requireNonNull(receivers.arrival(id)) - due);
    }

    /** Each holder once a week, so many weeks; when each was due, on {@link System#nanoTime}. */
    private long[] post(int fromWeek, int weeks) throws IOException, InterruptedException {
        var due = new long[weeks * HOLDERS];
        var free = new ArrayBlockingQueue<Connection>(CONNECTIONS);
        int port = URI.create(feed.url(8081)).getPort();
        String token = feed.token("publisher");
        for (int i = 0; i < CONNECTIONS; i++) {
            free.add(new Connection(port, "/v1/statements", token));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posts = new ArrayList<Future<?>>();
            long began = System.nanoTime();
            for (int i = 0; i < due.length; i++) {
                int number = i;
                due[i] = began + i * 1_000_000_000L / PER_SECOND;
                for (long wait = due[i] - System.nanoTime(); wait > 0; wait = due[i] - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                posts.add(threads.submit(() -> {
                    post(free, fromWeek, number);
                    return number;
                }));
            }
            for (var post : posts) {
                post.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            for (var connection : free) {
                connection.close();
            }
        }
        return due;
    }

    private void post(ArrayBlockingQueue<Connection> free, int fromWeek, int number)
            throws IOException, InterruptedException {
        var body = Reversals.statement(id(fromWeek, number), holders.get(number % HOLDERS), week(fromWeek, number))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        var connection = free.take();
        int status = connection.post(body);
        free.add(connection);
        if (status != 201) {
            throw new IOException("/v1/statements answered " + status);
        }
    }

    private static int week(int fromWeek, int number) {
        return fromWeek + number / HOLDERS;
    }

    private static String id(int fromWeek, int number) {
        return "st.path." + week(fromWeek, number) + "." + number % HOLDERS;
    }
}
