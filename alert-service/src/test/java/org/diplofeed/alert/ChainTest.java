package org.diplofeed.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class ChainTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00.123456789Z");
    private static final Path SAMPLES =
            Path.of("..", "feed-cli", "src", "test", "resources", "org", "diplofeed", "cli", "verify");

    private final Newsroom newsroom = new Newsroom();

    @Test
    void each_alert_names_the_hash_of_the_one_before_and_the_end_is_signed() throws IOException {
        // given
        var subscription = "/v1/subscriptions/" + newsroom.subscribe("{\"type\": \"pull\"}");
        var fallen = shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge");
        newsroom.write(new ShiftConfirmed(fallen, 1, recorded("s", AT)));
        newsroom.write(new ShiftConfirmed(
                shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge"), 2, recorded("s", AT)));
        newsroom.write(new ShiftWithdrawn(fallen, 3, retracted("s", AT)));
        newsroom.write(new ShiftConfirmed(
                shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge"), 4, recorded("s", AT)));
        newsroom.alerts(4);

        // when
        var export = newsroom.as().get(subscription + "/export");

        // then
        assertThat(export.contentType()).startsWith("application/x-ndjson");
        var lines = export.asString().lines().toList();
        assertThat(lines).hasSize(5);
        String before = null;
        for (var line : lines.subList(0, 4)) {
            var alert = (ObjectNode) FeedJson.mapper().readTree(line);
            assertThat(alert.path("previousHash").textValue()).isEqualTo(before);
            before = alert.path("hash").textValue();
            assertThat(before).isEqualTo(hash(alert));
            assertThat(view(alert)).as("the same on every channel").isEqualTo(before);
        }
        var end = newsroom.as().get(subscription + "/chain-end").jsonPath();
        assertThat(end.getInt("sequence")).isEqualTo(4);
        assertThat(end.getString("hash")).isEqualTo(before);
        assertThat(FeedJson.mapper()
                        .readTree(lines.get(4))
                        .at("/chainEnd/signed")
                        .asText()
                        .split("\\."))
                .hasSize(3);
        var jwks = newsroom.as().get(subscription + "/jwks").asString();
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            Files.createDirectories(SAMPLES);
            Files.writeString(SAMPLES.resolve("alerts.ndjson"), export.asString());
            Files.writeString(SAMPLES.resolve("jwks.json"), jwks);
        }
    }

    @Test
    void another_newsrooms_chain_is_not_there() {
        // given
        var subscription = "/v1/subscriptions/" + newsroom.subscribe("{\"type\": \"pull\"}");

        // when
        var other = new Newsroom();

        // then
        assertThat(other.as().get(subscription + "/export").statusCode()).isEqualTo(404);
        assertThat(other.as().get(subscription + "/chain-end").statusCode()).isEqualTo(404);
        assertThat(newsroom.as().get(subscription + "/chain-end").jsonPath().getInt("sequence"))
                .isZero();
    }

    private String view(JsonNode alert) {
        return newsroom.as()
                .get("/v1/alerts/" + alert.path("alertId").asText())
                .jsonPath()
                .getString("hash");
    }

    /** By another's canonical form than the service's. */
    private static String hash(ObjectNode alert) throws IOException {
        try {
            var content = alert.deepCopy();
            content.remove("hash");
            byte[] canonical = new JsonCanonicalizer(FeedJson.mapper().writeValueAsString(content)).getEncodedUTF8();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
