package org.diplofeed.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One request to {@code /v1/events}, or to {@code /v1/event-checks}, that is written and answered at the same time:
 * NDJSON up, verdicts down. Nothing here bounds what is sent without a verdict: that is the caller's {@link Window}.
 */
final class EventStream {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClientRequest request;
    private final CompletableFuture<Void> answered;

    private EventStream(HttpClientRequest request, CompletableFuture<Void> answered) {
        this.request = request;
        this.answered = answered;
    }

    /**
     * Opens a request.
     *
     * @param ingest the service's address
     * @param verdicts gets each verdict as it comes, in the order of what was sent
     * @throws IOException if nobody answers there
     */
    static EventStream open(HttpClient http, URI ingest, String token, boolean dryRun, Consumer<JsonNode> verdicts)
            throws IOException, InterruptedException {
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(ingest.resolve(dryRun ? "/v1/event-checks" : "/v1/events")
                        .toString())
                .setConnectTimeout(CONNECT.toMillis())
                .putHeader("Authorization", "Bearer " + token)
                .putHeader("Content-Type", "application/x-ndjson")
                .putHeader("Accept", "application/x-ndjson, application/problem+json");
        var request = await(http.request(options).toCompletionStage().toCompletableFuture());
        request.setChunked(true);
        var answered = new CompletableFuture<Void>();
        request.exceptionHandler(answered::completeExceptionally);
        request.response()
                .onFailure(answered::completeExceptionally)
                .onSuccess(response -> receive(response, verdicts, answered));
        request.sendHead();
        return new EventStream(request, answered);
    }

    private static void receive(
            HttpClientResponse response, Consumer<JsonNode> verdicts, CompletableFuture<Void> answered) {
        response.exceptionHandler(answered::completeExceptionally);
        if (response.statusCode() == 200) {
            response.handler(RecordParser.newDelimited("\n", line -> hear(line, verdicts, answered)))
                    .endHandler(_ -> answered.complete(null));
            return;
        }
        response.body()
                .onFailure(answered::completeExceptionally)
                .onSuccess(body -> answered.completeExceptionally(Refusal.of(
                        response.statusCode(),
                        response.getHeader("Retry-After"),
                        body.toString(StandardCharsets.UTF_8))));
    }

    private static void hear(Buffer line, Consumer<JsonNode> verdicts, CompletableFuture<Void> answered) {
        try {
            verdicts.accept(JSON.readTree(line.getBytes()));
        } catch (IOException e) {
            answered.completeExceptionally(e);
        }
    }

    void send(byte[] lines) {
        var _ = request.write(Buffer.buffer(lines)).onFailure(answered::completeExceptionally);
    }

    /** Says that nothing more comes. */
    void end() {
        var _ = request.end().onFailure(answered::completeExceptionally);
    }

    /** Whether the answer is over, which before the end of what is sent is a failure. */
    boolean over() {
        return answered.isDone();
    }

    /** Calls back when the answer is over, well or not. */
    void onceOver(Runnable action) {
        var _ = answered.whenComplete((_, _) -> action.run());
    }

    /**
     * Waits for the last verdict.
     *
     * @throws Refusal if the request as a whole was refused
     * @throws IOException if the connection broke
     */
    void awaitEnd(Duration patience) throws IOException, InterruptedException {
        try {
            await(answered, patience);
        } finally {
            request.reset();
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
        return await(future, CONNECT.plusSeconds(1));
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience)
            throws IOException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw cause instanceof IOException known ? known : new IOException(String.valueOf(cause), e);
        }
    }
}
