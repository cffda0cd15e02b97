package org.diplofeed.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The stack's log, written to as ingest's relay does and read as fast as it can be read. */
final class EventLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<RuntimeException> refused = new AtomicReference<>();
    private Instant recorded = Instant.now().truncatedTo(ChronoUnit.MICROS);

    EventLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", "5");
        settings.put("batch.size", "131072");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** The first event of a stream of its own, recorded a microsecond after the last. */
    void first(String topic, String kind, String type, String subject, Instant time, byte[] data) {
        recorded = recorded.plus(1, ChronoUnit.MICROS);
        var event = new ProducerRecord<>(topic, kind + "/" + subject, data);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        "bench." + subject,
                        "ce_source",
                        "urn:diplofeed:bench",
                        "ce_type",
                        "diplofeed." + type + ".v1",
                        "ce_subject",
                        subject,
                        "ce_time",
                        time.toString(),
                        "ce_recordedtime",
                        recorded.toString(),
                        "ce_streamversion",
                        "1")
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(event, (_, failure) -> {
            if (failure != null) {
                refused.set(new IllegalStateException("the log did not take an event", failure));
            }
        });
    }

    /** Waits until all of it is on the log. */
    void flush() {
        producer.flush();
        var failure = refused.get();
        if (failure != null) {
            throw failure;
        }
    }

    /** How many events a second a consumer reads that does nothing with them. */
    double bareConsumer(String topic) {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", "1000");
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long events = total(consumer.endOffsets(partitions));
            long began = System.nanoTime();
            long read = 0;
            while (read < events) {
                read += consumer.poll(POLL).count();
            }
            return read * 1e9 / (System.nanoTime() - began);
        }
    }

    private static long total(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The client properties of whoever else reads it. */
    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }

    @Override
    public void close() {
        producer.close();
    }
}
