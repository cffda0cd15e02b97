package org.diplofeed.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service that answers what it was told to; remembers what it was asked to do. */
abstract class StubService implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final int OK = 200;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    StubService() {
        server = done(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    }

    /**
     * An answer.
     *
     * @param begins whether it is the beginning of an operation
     */
    record Answer(boolean begins, String body) {
        static Answer of(String body) {
            return new Answer(false, body);
        }
    }

    /**
     * What it answers.
     *
     * @param what the last segment of the path
     * @param post whether it is a POST
     */
    abstract Answer answer(String what, boolean post, String body);

    /** Whether POSTs of this kind are worth remembering. */
    boolean remembers(String what) {
        return true;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** POSTs that it remembers, with their bodies, in their order. */
    List<String> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var path = String.valueOf(request.path());
            var what = path.substring(path.lastIndexOf('/') + 1);
            boolean post = request.method().name().equals("POST");
            if (post && remembers(what)) {
                asked.add(what + " " + body);
            }
            var answer = answer(what, post, body.toString());
            request.response()
                    .setStatusCode(answer.begins() ? ACCEPTED : OK)
                    .putHeader("Content-Type", "application/json")
                    .end(answer.body());
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
