package org.diplofeed.ingest.publish;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.LogReader;
import org.diplofeed.ingest.stack.OwnBroker;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.broker.KafkaConfig;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BrokerAwayTest.SmallOutbox.class)
@WithTestResource(OwnBroker.class)
class BrokerAwayTest {
    private static final int BOUND = 40;

    /** An outbox that is full soon. */
    public static class SmallOutbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("diplofeed.outbox.bound", Integer.toString(BOUND), "diplofeed.outbox.poll", "50ms");
        }
    }

    @Inject
    KafkaConfig kafka;

    Runnable stopBroker = () -> {}; // Both are given by OwnBroker.
    Runnable startBroker = () -> {};

    @Test
    void while_the_broker_is_away_events_are_accepted_up_to_the_bound_and_published_when_it_is_back() {
        // given
        Client.define("BAW", "ba.w");
        Eventually.get(() -> detail("topics"), "ready"::equals);
        stopBroker.run();
        int accepted = 0;

        // when
        var answer = Client.post("/v1/statements", Samples.statement("ba.0", "BAW", "ba.w"));
        while (answer.statusCode() == 201 && accepted < 100 * BOUND) {
            accepted++;
            answer = Client.post("/v1/statements", Samples.statement("ba." + accepted, "BAW", "ba.w"));
        }
        var stream = Client.operator()
                .contentType("application/x-ndjson")
                .body("{}\n".getBytes(StandardCharsets.UTF_8))
                .post("/v1/events");
        var depth = detail("outboxDepth");
        startBroker.run();
        var again = Eventually.get(
                () -> Client.post("/v1/statements", Samples.statement("ba.again", "BAW", "ba.w")),
                later -> later.statusCode() == 201);
        var published = LogReader.read(
                kafka.bootstrapServers(),
                Topic.STATEMENTS.name(kafka.topicPrefix()),
                record -> record.envelope().stream().subject().startsWith("ba."),
                accepted + 1);

        // then
        answer.then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body("type", equalTo("https://diplofeed.org/problems/unavailable"));
        stream.then().statusCode(503);
        assertThat(accepted).isGreaterThanOrEqualTo(BOUND);
        assertThat(Integer.parseInt(depth)).isGreaterThanOrEqualTo(BOUND);
        assertThat(again.statusCode()).isEqualTo(201);
        var expected = new ArrayList<String>();
        for (int i = 0; i < accepted; i++) {
            expected.add("ba." + i);
        }
        expected.add("ba.again");
        assertThat(published)
                .extracting((FeedRecord record) -> record.envelope().stream().subject())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String detail(String name) {
        return given().port(managementPort())
                .get("/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'publishing' }.data." + name);
    }

    private static int managementPort() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
