package org.diplofeed.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.diplofeed.events.FeedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksVectorsTest {
    static Stream<JsonNode> vectors() throws IOException {
        try (var in = StandardWebhooksVectorsTest.class.getResourceAsStream("/standard-webhooks-vectors.json")) {
            var document = FeedJson.mapper().readTree(in);
            // One of them publishes a public key alone: there is nothing to sign with.
            return Stream.of("upstream", "derived")
                    .flatMap(list -> StreamSupport.stream(document.path(list).spliterator(), false))
                    .filter(vector -> vector.hasNonNull("secret") || vector.has("secrets"));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signatures_are_those_of_the_published_vectors(JsonNode vector) {
        // given
        List<SigningKey> keys = vector.has("secrets")
                ? StreamSupport.stream(vector.path("secrets").spliterator(), false)
                        .map(secret -> key(secret.asText()))
                        .toList()
                : List.of(key(vector.path("secret").asText()));

        // when
        var signatures = keys.stream()
                .map(key -> key.sign(
                        vector.path("id").asText(),
                        vector.path("timestamp").asLong(),
                        vector.path("payload").asText().getBytes(UTF_8)))
                .collect(Collectors.joining(" "));

        // then
        assertThat(signatures).isEqualTo(vector.path("signature").asText());
    }

    @Test
    void both_published_libraries_accept_what_is_signed_beside_an_ed25519_signature() {
        // given
        var random = new SecureRandom();
        var secret = HmacSecret.generate(random);
        var body = "{\"quote\":\"Côte d’Ivoire 🕊\"}";
        long now = Instant.now().getEpochSecond();

        // when
        var signature = secret.sign("msg_1", now, body.getBytes(UTF_8)) + " "
                + Ed25519Key.generate(random).sign("msg_1", now, body.getBytes(UTF_8));

        // then
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of("msg_1"),
                "webhook-timestamp", List.of(Long.toString(now)),
                "webhook-signature", List.of(signature));
        assertThatCode(() -> new com.standardwebhooks.Webhook(secret.encoded()).verify(body, headers))
                .doesNotThrowAnyException();
        assertThatCode(() -> new com.svix.Webhook(secret.encoded()).verify(body, headers))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "hwsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_%",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_c2hvcnQ=",
                "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=",
                "whsk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
            })
    void a_key_of_wrong_form_is_none(String text) {
        assertThat(HmacSecret.parse(text)).isEmpty();
        assertThat(Ed25519Key.parse(text)).isEmpty();
    }

    @Test
    void keys_are_read_as_they_were_written_and_never_printed() {
        // given
        var random = new SecureRandom();
        var hmac = HmacSecret.generate(random);
        var ed25519 = Ed25519Key.generate(random);

        // then
        assertThat(HmacSecret.parse(hmac.encoded()).map(SigningKey::encoded)).contains(hmac.encoded());
        assertThat(Ed25519Key.parse(ed25519.encoded()).map(Ed25519Key::publicKey))
                .contains(ed25519.publicKey());
        assertThat(hmac.toString() + ed25519)
                .doesNotContain(hmac.encoded().substring(6), ed25519.encoded().substring(5));
    }

    // One published secret is shorter than what the specification asks for, and than what is accepted here.
    private static SigningKey key(String text) {
        return text.startsWith(HmacSecret.PREFIX)
                ? new HmacSecret(Base64.getDecoder().decode(text.substring(HmacSecret.PREFIX.length())))
                : Ed25519Key.parse(text).orElseThrow();
    }
}
