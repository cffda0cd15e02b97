package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Defines whom a benchmark is about, and subscribes to them. */
final class BenchNewsroom implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int UNKNOWN_YET = 422;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Feed feed;
    private final String publisher;
    private final String newsroom;

    BenchNewsroom(Feed feed) throws IOException, InterruptedException {
        this.feed = feed;
        this.publisher = feed.token("publisher");
        this.newsroom = feed.token("newsroom");
    }

    /** The newsroom's token. */
    String token() {
        return newsroom;
    }

    void defineIssue() throws IOException, InterruptedException {
        put("/v1/issues/x.bench", Reversals.issue());
    }

    void defineActor(String actorId) throws IOException, InterruptedException {
        put("/v1/actors/" + actorId, Reversals.actor(actorId));
    }

    /** Subscribes a webhook to actors' shifts, as soon as alert-service knows the actors; the id. */
    String subscribe(List<String> actorIds, String url) throws IOException, InterruptedException {
        return subscribe(
                actorIds, JSON.createObjectNode().put("type", "webhook").put("url", url));
    }

    /** Subscribes without a channel; the id. */
    String follow(String actorId) throws IOException, InterruptedException {
        return subscribe(List.of(actorId), JSON.createObjectNode().put("type", "pull"));
    }

    /** Waits until all subscriptions are active. */
    void awaitActive() throws IOException, InterruptedException {
        await("subscriptions that are active", () -> {
            for (String page = "/v1/subscriptions?limit=200"; page != null; ) {
                var read = get(page);
                for (var subscription : read.get("items")) {
                    if (!subscription.get("status").asText().equals("ACTIVE")) {
                        return false;
                    }
                }
                page = read.hasNonNull("next")
                        ? "/v1/subscriptions?limit=200&cursor="
                                + read.get("next").asText()
                        : null;
            }
            return true;
        });
    }

    void unsubscribe(String id) throws IOException, InterruptedException {
        send(alert("/v1/subscriptions/" + id).DELETE().build());
    }

    private String subscribe(List<String> actorIds, ObjectNode channel) throws IOException, InterruptedException {
        var subscription = JSON.createObjectNode().put("name", "bench " + actorIds.getFirst());
        var asked = subscription.putObject("filter").putArray("holders");
        actorIds.forEach(asked::add);
        subscription.set("channel", channel);
        subscription.putNull("maxAge");
        var request = alert("/v1/subscriptions").POST(json(subscription)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (answer.statusCode() == UNKNOWN_YET && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
        return read(request, answer).get("subscriptionId").asText();
    }

    /** Something that is so sooner or later. */
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Waits until it is so. */
    static void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void put(String path, ObjectNode body) throws IOException, InterruptedException {
        send(request(feed.url(8081) + path, publisher).PUT(json(body)).build());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(alert(path).GET().build());
    }

    private HttpRequest.Builder alert(String path) {
        return request(feed.url(8083) + path, newsroom);
    }

    private static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpRequest.BodyPublisher json(ObjectNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        return read(request, http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    private static JsonNode read(HttpRequest request, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
