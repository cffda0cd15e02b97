package org.diplofeed.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service with a rehearsal that has ended when it is asked for the second time; remembers what it was asked to do.
 */
final class RehearsedAlerts implements AutoCloseable {
    private static final int ACCEPTED = 202;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger looks = new AtomicInteger();
    private final String end;
    private final int events;
    private final HttpServer server;

    /**
     * Starts it.
     *
     * @param end the state in which the rehearsal ends
     * @param events how many there are to play
     */
    RehearsedAlerts(String end, int events) {
        this.end = end;
        this.events = events;
        server = done(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Requests that change something, or would, with their bodies, in their order. */
    List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var path = String.valueOf(request.path());
            var what = path.substring(path.lastIndexOf('/') + 1);
            boolean asks = request.method().name().equals("POST");
            if (asks) {
                asked.add(what + " " + body);
            }
            boolean counts = body.toString().contains("\"dryRun\":true");
            request.response()
                    .setStatusCode(asks && what.equals("rehearsals") && !counts ? ACCEPTED : 200)
                    .putHeader("Content-Type", "application/json")
                    .end(
                            switch (what) {
                                case "rehearsals" ->
                                    counts
                                            ? "{\"events\": " + events + "}"
                                            : asks ? rehearsal("RUNNING") : "{\"items\": [" + rehearsal(end) + "]}";
                                case "cancel" -> rehearsal("CANCELLED");
                                default -> rehearsal(looks.incrementAndGet() < 2 ? "RUNNING" : end);
                            });
        });
    }

    private static String rehearsal(String state) {
        return """
                {"rehearsalId": "rh_1", "subscriptionId": "sub_1", "state": "%s", "since": "2025-12-02T00:00:00Z",
                 "until": "2025-12-03T00:00:00Z", "speed": 60.0, "clock": "2025-12-02T12:00:00Z", "percent": 50.0, "total": 4,
                 "done": 2, "alerts": 1, "operator": "o", "createdAt": "2026-01-01T00:00:00Z"}
                """.formatted(state);
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
