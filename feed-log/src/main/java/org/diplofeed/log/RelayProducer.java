package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final Duration NARROW_FOR = Duration.ofSeconds(30);
    private static final int LARGEST_REQUEST = 4 * 1024 * 1024;

    /** What a record takes beside its payload and headers, and more. */
    private static final int RECORD_OVERHEAD = 512;

    private final Map<String, Object> kafka;
    private final Map<String, Object> settings;
    private final Set<String> topics = new HashSet<>();
    private @Nullable Producer<String, byte[]> producer;
    private int batchBytes = BATCH_BYTES;
    private long asked;

    RelayProducer(Map<String, Object> kafka, Duration deliveryTimeout) {
        this.kafka = kafka;
        settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(LONGEST_BLOCK.toMillis(), deliveryTimeout.toMillis()));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(deliveryTimeout.toMillis()));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(deliveryTimeout.toMillis() / 2));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    }

    /**
     * Gets ready for topics, with batches that all of them take; nothing may be under way. A topic that takes less than
     * a usual batch is asked again now and then: batches that are smaller than need be are slow.
     */
    void open(Collection<String> more) throws InterruptedException {
        boolean narrow = batchBytes < BATCH_BYTES && System.nanoTime() - asked >= NARROW_FOR.toNanos();
        if (producer != null && topics.containsAll(more) && !narrow) {
            return;
        }
        asked = System.nanoTime();
        topics.addAll(more);
        int taken = TopicLimits.smallest(kafka, topics, BATCH_BYTES, LONGEST_BLOCK);
        if (producer != null && taken != batchBytes) {
            close();
        }
        batchBytes = taken;
        if (producer == null) {
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
            producer = new KafkaProducer<>(settings);
        }
    }

    /** Whether an event may be larger than its topic takes, by itself. */
    boolean mayBeTooLarge(StoredEvent event) {
        int headers = event.headers().entrySet().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length())
                .sum();
        return event.payload().length + 2 * headers + RECORD_OVERHEAD > batchBytes;
    }

    /** Sends to a topic that it is {@link #open} for. */
    Future<RecordMetadata> send(StoredEvent event) {
        var to = Objects.requireNonNull(producer, "open");
        var record = new ProducerRecord<>(event.topic(), event.streamId(), event.payload());
        event.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return to.send(record);
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
