package org.diplofeed.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as it grows, from where it ends now. */
final class Publishing implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<String, byte[]> consumer;

    Publishing(String bootstrapServers, String topic) {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("isolation.level", "read_committed");
        settings.put("fetch.min.bytes", "1");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** How long each of so many events took from its recordedtime until it was read here. */
    List<Duration> latencies(int count) throws IOException {
        var latencies = new ArrayList<Duration>(count);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (latencies.size() < count) {
            var records = consumer.poll(POLL);
            var now = Instant.now();
            for (var record : records) {
                latencies.add(Duration.between(Instant.parse(header(record, "ce_recordedtime")), now));
            }
            check(deadline, latencies.size(), count);
        }
        return latencies;
    }

    /**
     * Reads so many events and how long that took, from now.
     *
     * @throws IOException if a stream's versions are not 1, 2, 3 … in the order of reading
     */
    Duration readInOrder(long count) throws IOException {
        Map<String, Long> versions = new HashMap<>();
        long began = System.nanoTime();
        long deadline = began + PATIENCE.toNanos();
        long read = 0;
        while (read < count) {
            for (var record : consumer.poll(POLL)) {
                long version = Long.parseLong(header(record, "ce_streamversion"));
                long expected = versions.merge(record.key(), 1L, Long::sum);
                if (version != expected) {
                    throw new IOException("read version " + version + " of a stream where " + expected + " was due");
                }
                read++;
            }
            check(deadline, read, count);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void check(long deadline, long read, long count) throws IOException {
        if (System.nanoTime() > deadline) {
            throw new IOException("only " + read + " of " + count + " events reached the log in time");
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
