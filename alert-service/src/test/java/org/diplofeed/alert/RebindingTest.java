package org.diplofeed.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import org.diplofeed.events.ShiftConfirmed;
import org.junit.jupiter.api.Test;

/** Names that lead elsewhere later, by a name server of the tests' own; the stack allows loopback and nothing else. */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class RebindingTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final Newsroom newsroom = new Newsroom();
    private final String name = Samples.unique("desk-") + ".example";

    @Test
    void a_target_that_leads_to_a_forbidden_address_when_it_is_subscribed_is_refused_by_name_alone() {
        // given
        AlertStack.names().answering(name, 0, "127.0.0.1", "10.11.12.13");

        // when
        var answer = newsroom.as()
                .contentType(ContentType.JSON)
                .body("""
                        {"name": "desk", "channel": {"type": "webhook", "url": "http://%s/"}}
                        """.formatted(name))
                .post("/v1/subscriptions");

        // then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/channel/url");
        assertThat(answer.asString()).doesNotContain("10.11.12.13", "127.0.0.1");
    }

    @Test
    void a_target_that_leads_elsewhere_after_it_has_consented_gets_nothing_and_its_newsroom_a_code() {
        try (var receiver = new Receiver()) {
            // given: at creation, and for the challenge; then
            AlertStack.names()
                    .answering(name, 0, "127.0.0.1")
                    .answering(name, 0, "127.0.0.1")
                    .answering(name, 0, "169.254.169.254");
            var subscription = newsroom.subscribe("{\"type\": \"webhook\", \"url\": \"%s\"}"
                    .formatted(receiver.url().replace("127.0.0.1", name)));
            eventually(
                    () -> newsroom.as()
                            .get("/v1/subscriptions/" + subscription)
                            .jsonPath()
                            .getString("status"),
                    "ACTIVE"::equals);
            var id = Samples.unique("s");

            // when
            newsroom.write(
                    new ShiftConfirmed(Samples.shift(id, AT, newsroom.holder(), "x.bridge"), 1, recorded(id, AT)));

            // then
            var tried = eventually(
                    () -> newsroom.as()
                            .get("/v1/deliveries?limit=1&subscription=" + subscription)
                            .jsonPath(),
                    page -> page.getString("items[0].lastError") != null);
            assertThat(tried.getString("items[0].lastError")).isEqualTo("target_forbidden");
            assertThat(tried.getString("items[0].kind")).isEqualTo("alert");
            assertThat(receiver.received()).isEmpty();
        }
    }
}
