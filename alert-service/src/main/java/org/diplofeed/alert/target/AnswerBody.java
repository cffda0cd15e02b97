package org.diplofeed.alert.target;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** Reads an answer while it streams, and hangs up when it is longer than what is kept. */
final class AnswerBody {
    private final HttpClientRequest call;
    private final int cap;

    private AnswerBody(HttpClientRequest call, int cap) {
        this.call = call;
        this.cap = cap;
    }

    static AnswerBody of(HttpClientRequest call, int cap) {
        return new AnswerBody(call, cap);
    }

    Future<TargetAnswer> read(HttpClientResponse response) {
        Promise<TargetAnswer> done = Promise.promise();
        var kept = Buffer.buffer();
        response.handler(chunk -> {
            int room = cap - kept.length();
            kept.appendBuffer(chunk.length() > room ? chunk.slice(0, room) : chunk);
            if (chunk.length() > room && done.tryComplete(answer(response, kept, true))) {
                call.reset();
            }
        });
        response.endHandler(_ -> done.tryComplete(answer(response, kept, false)));
        response.exceptionHandler(done::tryFail);
        return done.future();
    }

    private static TargetAnswer answer(HttpClientResponse response, Buffer kept, boolean truncated) {
        return new TargetAnswer.Answered(
                response.statusCode(), response.getHeader("retry-after"), kept.getBytes(), truncated);
    }
}
