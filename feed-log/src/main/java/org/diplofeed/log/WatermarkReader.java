package org.diplofeed.log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to {@link Watermark}s and says which of them a place in the log has reached. Claims nothing that no ledger
 * has promised: without watermarks there is no answer.
 */
public final class WatermarkReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatermarkReader.class);
    private static final int KEPT = 2_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private final TopicPartition place;
    private final ConcurrentLinkedDeque<Watermark> newestFirst = new ConcurrentLinkedDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread reader = Thread.ofVirtual().name("watermark-reader").unstarted(this::run);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> current;

    private WatermarkReader(Map<String, Object> kafka, String topic) {
        var properties = new HashMap<>(kafka);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        this.settings = Map.copyOf(properties);
        this.place = new TopicPartition(topic, 0);
    }

    /** Starts listening; the topic need not be there yet. */
    public static WatermarkReader start(Map<String, Object> kafka, String topic) {
        var reader = new WatermarkReader(kafka, topic);
        reader.reader.start();
        return reader;
    }

    /** The time of the newest watermark; empty while there was none. */
    public Optional<Instant> newest() {
        return Optional.ofNullable(newestFirst.peekFirst()).map(Watermark::recorded);
    }

    /** Up to when a reader who stands here has read everything; empty when no watermark says so. */
    public Optional<Instant> reached(Map<TopicPartition, Long> offsets) {
        for (var watermark : newestFirst) {
            if (watermark.isReached(offsets)) {
                return Optional.of(watermark.recorded());
            }
        }
        return Optional.empty();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                listen();
                boolean over = closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                LOGGER.atTrace().addKeyValue("closing", over).log("watermark reader goes on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() throws InterruptedException {
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            current = consumer;
            while (consumer.partitionsFor(place.topic()).isEmpty()) {
                if (closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            consumer.assign(List.of(place));
            var end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
            var begin = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
            consumer.seek(place, Math.max(begin, end - KEPT));
            while (closing.getCount() > 0) {
                consumer.poll(POLL).forEach(record -> take(record.value()));
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("watermark reader woken to close");
        } catch (KafkaException e) {
            LOGGER.atDebug().addKeyValue("fault", Faults.describe(e)).log("no watermarks for now, will retry");
        } finally {
            current = null;
        }
    }

    private void take(byte @Nullable [] value) {
        try {
            if (value == null) {
                return;
            }
            newestFirst.addFirst(Watermark.read(value));
            if (newestFirst.size() > KEPT) {
                newestFirst.removeLast();
            }
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("fault", Faults.describe(e)).log("what should be a watermark is none");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (!Threads.join(reader, System.nanoTime() + LONGEST_CLOSE.toNanos())) {
            reader.interrupt();
        }
    }
}
