package org.diplofeed.benchmarks;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Alerts, from a shift on the log to the webhook received, receivers on the same cores: latency at two rates,
 * deliveries a second, what a dead endpoint costs the others, thousands of streams, and the whole way from a POST. The
 * baseline is a loop that posts the same bodies with the same HTTP client and does nothing else.
 */
final class AlertBenchmark implements Benchmark {
    static final String STREAMED = "XB.streamed";
    static final String BLACK_HOLE = "XB.hole";
    private static final int ENDPOINTS = 200;

    /** Each is what one newsroom asks for. */
    private final List<String> holders =
            IntStream.range(0, ENDPOINTS).mapToObj(n -> "XB." + n).toList();

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.up();
        var vertx = Vertx.vertx();
        var template = new BodyTemplate("shiftId");
        try (var newsroom = new BenchNewsroom(feed);
                var receivers = new Receivers(vertx, template::idOf);
                var shifts = new ShiftFeed(feed.bootstrapServers(), "diplofeed.shifts")) {
            newsroom.defineIssue();
            for (var holder : holders) {
                newsroom.defineActor(holder);
            }
            newsroom.defineActor(BLACK_HOLE);
            newsroom.defineActor(STREAMED);
            var urls = new ArrayList<String>();
            for (var holder : holders) {
                urls.add(receivers.start());
                newsroom.subscribe(List.of(holder), urls.getLast());
            }
            newsroom.awaitActive();
            try (var bare = new BarePosts(vertx, urls, template)) {
                new AlertPhases(place, feed, newsroom, receivers, shifts, holders, bare).measure(figures);
            }
            new PathAtRate(feed, newsroom, vertx).measure(figures);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
            feed.down();
        }
    }
}
