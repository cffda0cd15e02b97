package org.diplofeed.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.Topic;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.LogReader;
import org.diplofeed.ingest.stack.OwnBroker;
import org.diplofeed.ingest.stack.Samples;
import org.diplofeed.web.broker.KafkaConfig;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OwnBroker.class)
class RefusedEventsTest {
    private static final int NARROW = 4_000;
    private static final int WIDE = 1_000_000;
    private static final String REFUSED = "/v1/admin/outbox/refused";

    @Inject
    KafkaConfig kafka;

    @Test
    void an_operator_sees_what_the_broker_refuses_and_has_it_tried_again() throws Exception {
        // given
        Client.define("REF", "re.f");
        Client.post("/v1/statements", Samples.statement("re.first", "REF", "re.f"))
                .then()
                .statusCode(201);
        published("re.first");
        topicTakes(NARROW);
        var large = Samples.statement("re.large", "REF", "re.f").put("summary", "Says yes. ".repeat(NARROW / 10));
        Client.post("/v1/statements", large).then().statusCode(201);
        Client.post("/v1/statements", Samples.statement("re.small", "REF", "re.f"))
                .then()
                .statusCode(201);

        // when
        Eventually.get(() -> Client.operator().get(REFUSED).jsonPath().getList("items"), items -> !items.isEmpty());

        // then
        Client.operator()
                .get(REFUSED)
                .then()
                .statusCode(200)
                .body("items.streamId", contains("statement/re.large"))
                .body("items[0].version", equalTo(1))
                .body("items[0].waiting", equalTo(1))
                .body("items[0].fault", containsString("max.message.bytes"));
        Client.operator().get("/v1/admin/outbox").then().body("refusedStreams", equalTo(1));
        Client.publisher().get(REFUSED).then().statusCode(403);
        Client.publisher()
                .post(REFUSED + "/retry?stream=statement/re.large")
                .then()
                .statusCode(403);
        Client.operator().get(REFUSED + "?limit=0").then().statusCode(400);
        Client.operator().post(REFUSED + "/retry").then().statusCode(400);
        Client.operator()
                .post(REFUSED + "/retry?stream=statement/re.small")
                .then()
                .statusCode(404);

        // when
        topicTakes(WIDE);
        Client.operator()
                .post(REFUSED + "/retry?stream=statement/re.large")
                .then()
                .statusCode(202)
                .body("streamId", equalTo("statement/re.large"));

        // then
        assertThat(published("re.small", "re.large")).hasSize(2);
        Eventually.get(() -> Client.operator().get(REFUSED).jsonPath().getList("items"), List::isEmpty);
        Client.operator().get(REFUSED).then().body("items", empty());
        Client.operator()
                .get("/v1/admin/audit")
                .then()
                .body("items.findAll { it.action == 'outbox.retry' }.target", hasItem("statement/re.large"));
    }

    private List<FeedRecord> published(String... statements) {
        return LogReader.read(
                kafka.bootstrapServers(),
                Topic.STATEMENTS.name(kafka.topicPrefix()),
                record ->
                        List.of(statements).contains(record.envelope().stream().subject()),
                statements.length);
    }

    private void topicTakes(int bytes) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.STATEMENTS.name(kafka.topicPrefix()));
        var limit = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}
