package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A producer that can be thrown away: after a failure a new one starts from what the ledger says, not from its memory.
 */
final class RelayProducer implements AutoCloseable {
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(5);
    /** A batch is handed over within a millisecond or two; without a pause its first events would go out one by one. */
    private static final int LINGER_MS = 2;

    private static final int BATCH_BYTES = 128 * 1024;
    private static final int LARGEST_REQUEST = 4 * 1024 * 1024;

    private final Map<String, Object> settings;
    private @Nullable Producer<String, byte[]> producer;

    RelayProducer(Map<String, Object> kafka, Duration deliveryTimeout) {
        settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(LONGEST_BLOCK.toMillis(), deliveryTimeout.toMillis()));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(deliveryTimeout.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(deliveryTimeout.toMillis() / 2));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    }

    Future<RecordMetadata> send(StoredEvent event) {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        var record = new ProducerRecord<>(event.topic(), event.streamId(), event.payload());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return producer.send(record);
    }

    /** Drops the producer and what it has not sent: nothing of it may overtake what is sent next. */
    void abandon() {
        close(Duration.ZERO);
    }

    @Override
    public void close() {
        close(LONGEST_BLOCK);
    }

    private void close(Duration timeout) {
        var last = producer;
        producer = null;
        if (last != null) {
            last.close(timeout);
        }
    }
}
