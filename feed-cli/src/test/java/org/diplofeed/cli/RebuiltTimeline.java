package org.diplofeed.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service with two generations, of which the second would lose a shift; remembers what it was asked to do. */
final class RebuiltTimeline implements AutoCloseable {
    private static final String GENERATION = """
            {"generation": %d, "state": "FOLLOWING", "phase": "DONE", "live": %b, "paused": false, "budget": 1.0,
             "rules": {"window": "PT72H", "pointsToConfirm": 3}, "percent": 100.0, "done": 5, "total": 5, "behind": 0%s}
            """;
    private static final String FIRST = GENERATION.formatted(1, true, ", \"previous\": 2");
    private static final String SECOND = GENERATION.formatted(2, false, "");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    RebuiltTimeline() {
        server = done(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Requests that change something, with their bodies, in their order. */
    List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var path = String.valueOf(request.path());
            var what = path.substring(path.lastIndexOf('/') + 1);
            if (request.method().name().equals("POST") && !what.equals("comparison")) {
                asked.add(what + " " + body);
            }
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(
                            switch (what) {
                                case "rebuilds" -> "{\"items\": [" + FIRST + "," + SECOND + "]}";
                                case "comparison" ->
                                    "{\"digest\": \"d1\", \"same\": false, \"shifts\": {\"gained\": 0, \"lost\": 1}}";
                                case "comparison.html" -> "<!doctype html>";
                                case "1" -> FIRST;
                                default -> SECOND;
                            });
        });
    }

    @Override
    public void close() {
        done(server.close());
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
