package org.diplofeed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final String TOPIC = "kept";

    @TempDir
    Path directory;

    @Test
    void a_broker_started_again_in_its_directory_has_the_log_of_before() throws Exception {
        // given
        try (var broker = EmbeddedBroker.start(directory.resolve("with a space"), 0)) {
            createTopic(broker);
            produce(broker, "first", Map.of());
        }

        // when
        List<String> read;
        try (var broker = EmbeddedBroker.start(directory.resolve("with a space"), 0)) {
            produce(broker, "second", Map.of());
            read = consume(broker, 2);
        }

        // then
        assertThat(read).containsExactly("first", "second");
    }

    @Test
    void transactions_commit() throws Exception {
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            // given
            createTopic(broker);

            // when
            produce(broker, "in a transaction", Map.of("transactional.id", "test"));

            // then
            assertThat(consume(broker, 1)).containsExactly("in a transaction");
        }
    }

    @Test
    void a_directory_serves_one_broker_at_a_time() {
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, 0))
                    .as("beside the one at %s", broker.bootstrapServers())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use");
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void produce(EmbeddedBroker broker, String value, Map<String, Object> more) throws Exception {
        var settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            if (more.isEmpty()) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get(30, TimeUnit.SECONDS);
            } else {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, value)).get(30, TimeUnit.SECONDS);
                producer.commitTransaction();
            }
        }
    }

    private static List<String> consume(EmbeddedBroker broker, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = List.of(new TopicPartition(TOPIC, 0));
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            var values = new ArrayList<String>();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(fetched -> values.add(fetched.value()));
            }
            return values;
        }
    }
}
