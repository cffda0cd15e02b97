package org.diplofeed.cli.load;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/** A service that remembers lines, answers repetitions as replays, and breaks off or refuses when it is told to. */
final class BrittleIngest implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Set<String> record = Collections.synchronizedSet(new LinkedHashSet<>());
    private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger heard = new AtomicInteger();
    private final IntPredicate breaksOffAt;
    private final HttpServer server;

    /**
     * Listens on a free port.
     *
     * @param breaksOffAt whether the connection is cut at the n-th line ever heard, before its verdict
     * @param first statuses that the first requests are answered with, instead of being taken
     */
    BrittleIngest(IntPredicate breaksOffAt, Integer... first) throws Exception {
        this.breaksOffAt = breaksOffAt;
        statuses.addAll(List.of(first));
        server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    List<String> record() {
        synchronized (record) {
            return List.copyOf(record);
        }
    }

    Vertx vertx() {
        return vertx;
    }

    private void take(HttpServerRequest request) {
        if (!statuses.isEmpty()) {
            int status = statuses.removeFirst();
            request.response()
                    .setStatusCode(status)
                    .putHeader("Retry-After", "0")
                    .end("{\"title\":\"Not now\",\"status\":" + status + "}");
            return;
        }
        var response = request.response().setChunked(true);
        var cut = new AtomicBoolean();
        request.handler(RecordParser.newDelimited("\n", line -> {
            if (cut.get()) {
                return;
            }
            if (breaksOffAt.test(heard.incrementAndGet())) {
                record.add(line.toString(StandardCharsets.UTF_8));
                cut.set(true);
                request.connection().close();
                return;
            }
            boolean anew = record.add(line.toString(StandardCharsets.UTF_8));
            response.write("{\"verdict\":\"" + (anew ? "accepted" : "replayed") + "\"}\n");
        }));
        request.endHandler(_ -> response.end());
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
