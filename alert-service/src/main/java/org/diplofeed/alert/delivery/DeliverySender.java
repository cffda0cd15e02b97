package org.diplofeed.alert.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.diplofeed.alert.alerts.AlertBody;
import org.diplofeed.alert.target.TargetAnswer;
import org.diplofeed.alert.target.TargetAnswer.Answered;
import org.diplofeed.alert.target.TargetAnswer.Failed;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.alert.target.TargetFault;
import org.diplofeed.alert.target.TargetRequest;
import org.diplofeed.alert.target.TargetUrl;
import org.diplofeed.alert.target.TargetUrl.Reading;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.events.FeedJson;
import org.diplofeed.log.Trace;

/** Makes one attempt of a delivery: writes the message, signs it, sends it, and says what came of it. */
final class DeliverySender {
    private static final String USER_AGENT = "diplofeed-alert/1";
    private static final String SIGNATURE = "webhook-signature";

    private final TargetClient client;
    private final OpenedKeys keys;
    private final MailSender mails;

    DeliverySender(TargetClient client, SecretBox secrets, MailSender mails) {
        this.client = client;
        this.keys = new OpenedKeys(secrets);
        this.mails = mails;
    }

    /**
     * Sends it and waits for the answer, at most until the client's deadline.
     *
     * @param claimedNanos what {@link System#nanoTime} was when the database said {@code claimedAt}: times are the
     *     database's, whatever this machine's clock says
     */
    Attempted attempt(Claimed delivery, long claimedNanos) {
        long begun = System.nanoTime();
        var startedAt = delivery.claimedAt().plusNanos(begun - claimedNanos);
        if (delivery.isSilenced(startedAt)) {
            return new Attempted(
                    delivery, new Outcome.Digested(), startedAt, Duration.ZERO, null, null, "{}", null, false);
        }
        if (delivery.isByMail()) {
            var answer = mails.send(delivery);
            return ended(delivery, Map.of(), answer, startedAt, Duration.ofNanos(System.nanoTime() - begun));
        }
        return switch (TargetUrl.read(delivery.url())) {
            case Reading.Refused _ ->
                ended(delivery, Map.of(), new Failed(TargetFault.TARGET_FORBIDDEN), startedAt, Duration.ZERO);
            case Reading.Usable(var target) -> {
                var request = request(delivery, target, startedAt);
                var answer = client.send(request);
                yield ended(
                        delivery, request.headers(), answer, startedAt, Duration.ofNanos(System.nanoTime() - begun));
            }
        };
    }

    private TargetRequest request(Claimed delivery, TargetUrl target, Instant now) {
        if (delivery.kind() == DeliveryKind.CHALLENGE) {
            String challenge = Objects.requireNonNull(delivery.challenge());
            return new TargetRequest(
                    "GET",
                    target,
                    target.requestTargetWith("challenge", challenge),
                    Map.of("user-agent", USER_AGENT, "accept", "text/plain"),
                    new byte[0]);
        }
        byte[] body = body(delivery);
        long timestamp = now.getEpochSecond();
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", USER_AGENT);
        headers.put("webhook-id", delivery.webhookId());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        var trace = Trace.current();
        if (trace != null) {
            headers.put("traceparent", trace);
        }
        headers.put(
                SIGNATURE,
                delivery.keys().stream()
                        .map(box ->
                                keys.open(delivery.subscriptionId(), box).sign(delivery.webhookId(), timestamp, body))
                        .collect(Collectors.joining(" ")));
        return new TargetRequest("POST", target, target.requestTarget(), headers, body);
    }

    private static byte[] body(Claimed delivery) {
        try {
            return FeedJson.mapper().writeValueAsBytes(message(delivery));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode message(Claimed delivery) {
        return switch (delivery.kind()) {
            case ALERT -> {
                var alert = delivery.alerts().getFirst();
                yield AlertBody.message(alert.head(), alert.document());
            }
            case DIGEST ->
                AlertBody.digest(
                        delivery.webhookId(),
                        delivery.subscriptionId(),
                        delivery.createdAt(),
                        delivery.alerts().stream()
                                .map(alert -> AlertBody.data(alert.head(), alert.document()))
                                .toList());
            case CHALLENGE, TEST -> test(delivery);
        };
    }

    private static ObjectNode test(Claimed delivery) {
        var message = FeedJson.mapper().createObjectNode();
        message.put("type", "subscription.test");
        message.put("timestamp", delivery.createdAt().toString());
        message.putObject("data")
                .put("subscriptionId", delivery.subscriptionId())
                .put("note", "A test asked for by POST …/test-events: no position has shifted.");
        return message;
    }

    private static Attempted ended(
            Claimed delivery, Map<String, String> sent, TargetAnswer answer, Instant startedAt, Duration took) {
        var outcome = outcome(delivery, answer, startedAt.plus(took));
        String error = DeliveryRules.errorOf(answer);
        if (error == null && delivery.kind() == DeliveryKind.CHALLENGE && outcome instanceof Outcome.Failed) {
            error = "challenge";
        }
        var headers = FeedJson.mapper().createObjectNode();
        sent.forEach((name, value) -> headers.put(name, name.equals(SIGNATURE) ? "…" : value));
        return switch (answer) {
            case Answered answered ->
                new Attempted(
                        delivery,
                        outcome,
                        startedAt,
                        took,
                        answered.status(),
                        error,
                        headers.toString(),
                        text(answered.body()),
                        answered.truncated());
            case Failed _ ->
                new Attempted(delivery, outcome, startedAt, took, null, error, headers.toString(), null, false);
        };
    }

    private static Outcome outcome(Claimed delivery, TargetAnswer answer, Instant now) {
        return switch (delivery.kind()) {
            case ALERT, DIGEST ->
                DeliveryRules.ofAlert(
                        answer, delivery.round(), ThreadLocalRandom.current().nextDouble(-1, 1), now);
            // A letter asks, and its reader answers by the link in it.
            case CHALLENGE ->
                delivery.isByMail()
                        ? DeliveryRules.ofTest(answer)
                        : DeliveryRules.ofChallenge(answer, Objects.requireNonNull(delivery.challenge()));
            case TEST -> DeliveryRules.ofTest(answer);
        };
    }

    /** As far as it is text; Postgres stores no NUL. */
    private static String text(byte[] body) {
        return new String(body, UTF_8).replace('\0', '\ufffd');
    }
}
