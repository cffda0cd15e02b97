package org.diplofeed.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer whose group shares out partitions and holds no offsets: those are in Postgres. */
final class LogConsumer {
    private static final int LONGEST_CALL_MS = 10_000;
    private static final int USUAL_EVENT_BYTES = 1_024;

    private LogConsumer() {}

    static Map<String, Object> properties(Map<String, Object> kafka, ProjectorSettings settings) {
        var properties = new HashMap<>(kafka);
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_CALL_MS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_CALL_MS);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSize());
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        if (settings.workers() > 1) {
            // So that a reader that is behind gets events of as many partitions as it has workers.
            properties.putIfAbsent(
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    settings.batchSize() * USUAL_EVENT_BYTES / settings.workers());
        }
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return Map.copyOf(properties);
    }

    static Consumer<byte[], byte[]> open(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties);
    }
}
