package org.diplofeed.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.Terminal;
import org.diplofeed.cli.demo.WebhookReceiver.Message;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.cli.stack.Watch;

/** Tells two real stories to a running system and shows the alerts that a newsroom gets for them. */
public final class Demo {
    /** How many alerts the first story is to cause; the second is to cause none. */
    public static final int EXPECTED_ALERTS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final Endpoints endpoints;
    private final FeedApi publisher;
    private final FeedApi newsroom;
    private final Timeline timeline;
    private final Map<String, Long> postedAt = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** A demo against the system at these addresses. */
    public Demo(HttpClient http, Endpoints endpoints, Terminal terminal) {
        this.terminal = terminal;
        this.endpoints = endpoints;
        this.publisher = new FeedApi(http, endpoints.ingest(), endpoints.token().apply("publisher"));
        this.newsroom = new FeedApi(http, endpoints.alert(), endpoints.token().apply("newsroom"));
        this.timeline = new Timeline(
                new FeedApi(http, endpoints.timeline(), endpoints.token().apply("reader")));
    }

    /** Plays both stories; true: each caused what it is to cause. */
    public boolean play() throws InterruptedException {
        var stories = untold(List.of(Sample.load("nato-question-2021-2022"), Sample.load("moscow-talks-2025-12")));
        try (var receiver = WebhookReceiver.start(endpoints.receiverBind(), this::show)) {
            String subscription = subscribe(receiver);
            try {
                tell(stories.getFirst());
                receiver.await(EXPECTED_ALERTS, PATIENCE);
                tell(stories.getLast());
                receiver.await(EXPECTED_ALERTS + 1, QUIET); // what must not come has this long to come
            } finally {
                unsubscribe(subscription);
            }
            boolean right = receiver.messages().size() == EXPECTED_ALERTS && receiver.refused() == 0;
            report(receiver, right, EXPECTED_ALERTS + " expected");
            return right;
        }
    }

    /** Plays stories of somebody's own; true: every alert that came had a right signature. */
    public boolean play(List<Sample> own) throws InterruptedException {
        try (var receiver = WebhookReceiver.start(endpoints.receiverBind(), this::show)) {
            String subscription = subscribe(receiver);
            try {
                untold(own).forEach(this::tell);
                while (receiver.await(receiver.messages().size() + 1, QUIET)) {
                    terminal.line("");
                }
            } finally {
                unsubscribe(subscription);
            }
            boolean right = receiver.refused() == 0;
            report(receiver, right, "from " + own.size() + " stories");
            return right;
        }
    }

    private void report(WebhookReceiver receiver, boolean right, String against) {
        terminal.line("");
        terminal.line((right ? terminal.good("✓ ") : terminal.bad("✗ "))
                + receiver.messages().size() + " alerts with a right signature, " + against + "; "
                + receiver.refused() + " refused");
        lastLatency(receiver.messages())
                .ifPresent(latency -> terminal.line(
                        "  from the last POST that caused one to its alert: " + Terminal.seconds(latency)));
    }

    /** The stories, with other ids where they were told here before. */
    private List<Sample> untold(List<Sample> stories) {
        if (stories.stream().noneMatch(this::toldBefore)) {
            return stories;
        }
        String suffix = ".r" + Long.toString(System.currentTimeMillis() / 1000, 36);
        terminal.line(terminal.dim("these stories were told here before; told again with ids ending in " + suffix));
        return stories.stream().map(story -> story.retold(suffix)).toList();
    }

    private void unsubscribe(String subscription) {
        newsroom.delete("/v1/subscriptions/" + FeedApi.segment(subscription));
    }

    private boolean toldBefore(Sample sample) {
        return sample.events().stream()
                .map(event -> event.path("data").path("statementId").asText())
                .filter(id -> !id.isEmpty())
                .findFirst()
                .filter(timeline::knows)
                .isPresent();
    }

    private void tell(Sample sample) {
        terminal.line("");
        terminal.line(terminal.bold(sample.name()));
        terminal.line(terminal.dim(sample.about()));
        sample.actors()
                .forEach(actor -> names.put(
                        actor.path("actorId").asText(), actor.path("name").asText()));
        define("actors", "actorId", sample.actors());
        define("issues", "issueId", sample.issues());
        define("claims", "claimId", sample.claims());
        var watch = Watch.start();
        for (var event : sample.events()) {
            if (event.path("data").hasNonNull("statementId")) {
                postedAt.put(event.path("data").path("statementId").asText(), System.nanoTime());
            }
            var accepted = FeedApi.expect(
                    "posting " + event.path("subject").asText(),
                    publisher.post("/v1/events", "application/cloudevents+json", event.toString()));
            // Streams are independent of each other: who wants a story read in its order waits for each event.
            timeline.awaitRead(accepted);
        }
        terminal.line(terminal.dim("  " + sample.events().size() + " events posted, accepted and read in "
                + Terminal.seconds(watch.elapsed())));
    }

    private void define(String collection, String id, List<JsonNode> entities) {
        for (var entity : entities) {
            String path =
                    "/v1/" + collection + "/" + FeedApi.segment(entity.path(id).asText());
            FeedApi.expect("defining " + entity.path(id).asText(), publisher.put(path, entity));
        }
    }

    private String subscribe(WebhookReceiver receiver) {
        ObjectNode wish = JSON.createObjectNode().put("name", "feed demo");
        wish.putObject("filter");
        wish.putObject("channel").put("type", "webhook").put("url", receiver.url(endpoints.receiverHost()));
        wish.putNull("maxAge");
        var subscription = FeedApi.expect("subscribing", newsroom.post("/v1/subscriptions", wish))
                .body();
        receiver.trust(subscription.path("secret").asText());
        String id = subscription.path("subscriptionId").asText();
        awaitConsent(id);
        return id;
    }

    /** Alerts are sent from the moment on at which the receiver has met the challenge. */
    private void awaitConsent(String subscription) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String path = "/v1/subscriptions/" + FeedApi.segment(subscription);
        JsonNode current = newsroom.get(path).body();
        while (!current.path("status").asText().equals("ACTIVE")) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("the subscription is still "
                        + current.path("status").asText() + " after " + PATIENCE.toSeconds() + " s: "
                        + current.path("statusReason").asText("no reason given"));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            current = newsroom.get(path).body();
        }
    }

    private void show(Message message) {
        terminal.line("");
        new AlertText(terminal, names).lines(message.body()).forEach(line -> terminal.line("  " + line));
        latency(message)
                .ifPresent(took -> terminal.line(
                        terminal.dim("      received " + Terminal.seconds(took) + " after the statement was posted")));
    }

    private Optional<Duration> lastLatency(List<Message> messages) {
        return messages.isEmpty() ? Optional.empty() : latency(messages.getLast());
    }

    private Optional<Duration> latency(Message message) {
        var evidence = message.body().path("data").path("evidence");
        String confirming =
                evidence.path(evidence.size() - 1).path("statementId").asText();
        return Optional.ofNullable(postedAt.get(confirming))
                .map(posted -> Duration.ofNanos(message.receivedAt() - posted));
    }
}
