package org.diplofeed.benchmarks;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Newsrooms' servers, each on a port of its own: consent to challenges, note when each body came first, answer 204. One
 * more answers nothing but challenges.
 */
final class Receivers implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final String CHALLENGE = "challenge";

    private final Vertx vertx;
    private final Function<Buffer, String> idOf;
    private final ConcurrentMap<String, Long> arrivals = new ConcurrentHashMap<>();
    private final LongAdder count = new LongAdder();
    private final List<HttpServer> servers = new ArrayList<>();

    /** @param idOf what a body is known by */
    Receivers(Vertx vertx, Function<Buffer, String> idOf) {
        this.vertx = vertx;
        this.idOf = idOf;
    }

    /** Starts one more; its URL. */
    String start() throws IOException {
        return listen(request -> request.bodyHandler(body -> {
            if (!consent(request)) {
                arrivals.putIfAbsent(idOf.apply(body), System.nanoTime());
                count.increment();
                request.response().setStatusCode(NO_CONTENT).end();
            }
        }));
    }

    /** Starts the one that takes everything and answers nothing; its URL. */
    String startBlackHole() throws IOException {
        return listen(Receivers::consent);
    }

    /** How many bodies came. */
    long received() {
        return count.sum();
    }

    /** When a body came first, on {@link System#nanoTime}; null: it has not. */
    @Nullable
    Long arrival(String id) {
        return arrivals.get(id);
    }

    private static boolean consent(HttpServerRequest request) {
        var challenge = request.getParam(CHALLENGE);
        if (challenge == null) {
            return false;
        }
        var _ = request.response().end(challenge);
        return true;
    }

    private String listen(Handler<HttpServerRequest> handler) throws IOException {
        var server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(handler);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("a receiver did not start", e);
        }
        servers.add(server);
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    @Override
    public void close() {
        for (var server : servers) {
            var _ = server.close();
        }
    }
}
