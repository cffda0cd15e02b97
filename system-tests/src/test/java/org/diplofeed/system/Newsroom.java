package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.demo.WebhookReceiver;

/** A subscriber to all that moves on one issue, with a receiver that believes right signatures only. */
final class Newsroom implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FeedApi api;
    private final WebhookReceiver receiver;
    private final String subscription;

    private Newsroom(FeedApi api, WebhookReceiver receiver, String subscription) {
        this.api = api;
        this.receiver = receiver;
        this.subscription = subscription;
    }

    static Newsroom subscribed(FeedApi api, String issue) {
        var filter = new ObjectMapper().createObjectNode();
        filter.putArray("issues").add(issue);
        return subscribed(api, issue, filter);
    }

    /** One that hears of everything. */
    static Newsroom subscribedToAll(FeedApi api) {
        return subscribed(api, "everything", new ObjectMapper().createObjectNode());
    }

    private static Newsroom subscribed(FeedApi api, String name, ObjectNode filter) {
        var receiver = WebhookReceiver.start("127.0.0.1", message -> {});
        var wish = new ObjectMapper().createObjectNode().put("name", name);
        wish.set("filter", filter);
        wish.putObject("channel").put("type", "webhook").put("url", receiver.url("127.0.0.1"));
        wish.putNull("maxAge");
        var made = FeedApi.expect("subscribing", until201(api, wish)).body();
        receiver.trust(made.path("secret").asText());
        var newsroom = new Newsroom(api, receiver, made.path("subscriptionId").asText());
        newsroom.awaitConsent();
        return newsroom;
    }

    /** An issue is known to alert-service a moment after ingest-service has accepted it. */
    private static FeedApi.Answer until201(FeedApi api, JsonNode wish) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var answer = api.post("/v1/subscriptions", wish);
        while (answer.status() == 422 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            answer = api.post("/v1/subscriptions", wish);
        }
        return answer;
    }

    private void awaitConsent() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!status().equals("ACTIVE")) {
            assertThat(System.nanoTime())
                    .as("time until the subscription is active")
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private String status() {
        return api.get("/v1/subscriptions/" + subscription)
                .body()
                .path("status")
                .asText();
    }

    /** Waits for so many messages and returns what each says. */
    List<JsonNode> await(int count) throws InterruptedException {
        receiver.await(count, PATIENCE);
        return received();
    }

    List<JsonNode> received() {
        return receiver.messages().stream().map(WebhookReceiver.Message::body).toList();
    }

    /** The trace of each message, by its id. */
    List<String> traces() {
        return receiver.messages().stream()
                .flatMap(message -> message.traceparent().stream())
                .map(traceparent -> traceparent.substring(3, 35))
                .toList();
    }

    int refused() {
        return receiver.refused();
    }

    FeedApi api() {
        return api;
    }

    @Override
    public void close() {
        api.delete("/v1/subscriptions/" + subscription);
        receiver.close();
    }
}
