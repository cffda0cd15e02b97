package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.diplofeed.alert.Eventually.eventually;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class KeyRotationTest {
    private final String organisation = Samples.unique("org-");
    private final Receiver receiver = new Receiver();
    private String subscription = "";
    private String secret = "";

    @BeforeEach
    void an_active_subscription() {
        var created = as().contentType(ContentType.JSON)
                .body("""
                        {"name": "desk", "channel": {"type": "webhook", "url": "%s"}}
                        """.formatted(receiver.url()))
                .post("/v1/subscriptions")
                .jsonPath();
        subscription = "/v1/subscriptions/" + created.getString("subscriptionId");
        secret = created.getString("secret");
        eventually(
                () -> as().get(subscription),
                read -> read.jsonPath().getString("status").equals("ACTIVE"));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void the_old_secret_signs_along_until_its_overlap_ends() {
        // when
        var second = rotate("{}").jsonPath().getString("secret");
        var both = message();
        var third = rotate("{\"overlap\": \"PT0S\"}").jsonPath().getString("secret");
        var one = message();

        // then
        assertThat(List.of(secret, second, third)).doesNotHaveDuplicates();
        for (var valid : List.of(secret, second)) {
            assertThatCode(() -> new Webhook(valid).verify(both.body(), both.headers()))
                    .doesNotThrowAnyException();
        }
        assertThat(both.header("webhook-signature")).matches("v1,\\S+ v1,\\S+ v1a,\\S+");
        assertThatCode(() -> new Webhook(third).verify(one.body(), one.headers()))
                .doesNotThrowAnyException();
        for (var ended : List.of(secret, second)) {
            assertThatThrownBy(() -> new Webhook(ended).verify(one.body(), one.headers()))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void every_ed25519_signature_verifies_by_a_key_of_the_set() throws GeneralSecurityException {
        // when
        var first = keySet();
        var made = rotate("{\"scheme\": \"v1a\", \"overlap\": \"P7D\"}");
        var message = message();

        // then
        assertThat(made.jsonPath().getString("secret")).isNull();
        assertThat(made.jsonPath().getString("publicKey")).startsWith("whpk_");
        assertThat(first).hasSize(1);
        var keys = keySet();
        assertThat(keys).hasSize(2).element(1).isEqualTo(first.getFirst());
        var signatures = Pattern.compile("v1a,(\\S+)")
                .matcher(message.header("webhook-signature"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(signatures).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(verifies(message, signatures.get(i), keys.get(i)))
                    .as("signature " + i)
                    .isTrue();
        }
    }

    @Test
    void what_cannot_be_is_refused_with_pointers() {
        assertThat(rotate("{\"overlap\": \"P8D\"}").jsonPath().getList("errors.pointer"))
                .containsExactly("/overlap");
        assertThat(rotate("{\"overlap\": \"-PT1S\", \"secret\": \"whsec_c2hvcnQ=\", \"scheme\": \"v2\"}")
                        .jsonPath()
                        .getList("errors.pointer"))
                .containsExactlyInAnyOrder("/overlap", "/secret", "/scheme");
        for (int i = 0; i < 3; i++) {
            assertThat(rotate("{}").statusCode()).isEqualTo(201);
        }
        assertThat(rotate("{}").statusCode()).isEqualTo(409);
        var other = given().auth().oauth2(AlertStack.newsroom(Samples.unique("org-")));
        assertThat(other.get(subscription + "/jwks").statusCode()).isEqualTo(404);
        assertThat(other.contentType(ContentType.JSON)
                        .body("{}")
                        .post(subscription + "/keys")
                        .statusCode())
                .isEqualTo(404);
    }

    private Response rotate(String body) {
        return as().contentType(ContentType.JSON).body(body).post(subscription + "/keys");
    }

    private List<String> keySet() {
        return as().get(subscription + "/jwks").jsonPath().getList("keys.x");
    }

    private Receiver.Received message() {
        int before = receiver.received().size();
        assertThat(as().post(subscription + "/test-events").statusCode()).isEqualTo(202);
        return eventually(receiver::received, received -> received.size() > before)
                .getLast();
    }

    private static boolean verifies(Receiver.Received message, String signature, String x)
            throws GeneralSecurityException {
        var spki = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(x)));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        verifier.update(
                (message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body())
                        .getBytes(UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature));
    }

    private RequestSpecification as() {
        return given().auth().oauth2(AlertStack.newsroom(organisation));
    }
}
