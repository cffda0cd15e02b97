package org.diplofeed.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"type\":\"alert.issued\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebhookReceiver receiver = WebhookReceiver.start("127.0.0.1", message -> {});

    @AfterEach
    void stop() {
        receiver.close();
        http.close();
    }

    @Test
    void a_challenge_is_answered_by_itself() throws Exception {
        // when
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(receiver.url("127.0.0.1") + "?challenge=a%20b"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("a b");
    }

    @Test
    void a_message_with_a_right_signature_counts_once_however_often_it_comes() throws Exception {
        // given
        receiver.trust(SECRET);

        // when
        post("msg_1", SECRET);
        int again = post("msg_1", SECRET);

        // then
        assertThat(again).isEqualTo(204);
        assertThat(receiver.await(1, Duration.ofSeconds(5))).isTrue();
        assertThat(receiver.messages()).hasSize(1);
        assertThat(receiver.repeated()).isEqualTo(1);
    }

    @Test
    void a_message_with_a_wrong_signature_is_refused() throws Exception {
        // given
        receiver.trust(SECRET);

        // when
        int status = post("msg_1", OTHER);

        // then
        assertThat(status).isEqualTo(400);
        assertThat(receiver.messages()).isEmpty();
        assertThat(receiver.refused()).isEqualTo(1);
    }

    private int post(String id, String secret) throws Exception {
        long now = Instant.now().getEpochSecond();
        var request = HttpRequest.newBuilder(URI.create(receiver.url("127.0.0.1")))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", new Webhook(secret).sign(id, now, BODY))
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
