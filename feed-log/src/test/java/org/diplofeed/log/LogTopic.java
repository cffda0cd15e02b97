package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.diplofeed.testkit.TestBroker;

/** A topic of its own on the shared broker. */
record LogTopic(String name, int partitions, Map<String, Object> kafka) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");

    static LogTopic fresh(int partitions) {
        var kafka = Map.<String, Object>of("bootstrap.servers", TestBroker.bootstrapServers());
        return create(TestBroker.topicPrefix() + "statements", partitions, kafka);
    }

    static LogTopic create(String name, int partitions, Map<String, Object> kafka) {
        Topics.ensure(kafka, List.of(name), partitions, 1, TIMEOUT);
        return new LogTopic(name, partitions, kafka);
    }

    NewEvent event(String stream, String payload) {
        return new NewEvent(stream, name, Map.of("ce_type", "test.v1"), payload.getBytes(UTF_8));
    }

    /** Everything in the topic, by partition and offset. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = new ArrayList<TopicPartition>();
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(name, partition));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var ends = consumer.endOffsets(all);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (all.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    /** The versions of each stream in the order of the log. */
    Map<String, List<Long>> versions() {
        var versions = new HashMap<String, List<Long>>();
        for (var found : records()) {
            var entry = RawRecord.of(found);
            if (entry.read() instanceof RawRecord.Reading.Intact(var intact)) {
                versions.computeIfAbsent(intact.streamId(), id -> new ArrayList<>())
                        .add(intact.streamVersion());
            }
        }
        return versions;
    }

    /** Sends without a ledger, as a broken or foreign producer may. */
    void send(String stream, long version, String payload) throws Exception {
        send(
                stream.getBytes(UTF_8),
                Map.of(
                        EventHeaders.STREAM_VERSION,
                        Long.toString(version),
                        EventHeaders.RECORDED_TIME,
                        EventHeaders.format(RECORDED.plusMillis(version))),
                payload.getBytes(UTF_8));
    }

    void send(byte[] key, Map<String, String> headers, byte[] payload) throws Exception {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = new ProducerRecord<>(name, key, payload);
            headers.forEach((header, value) -> sent.headers().add(header, value.getBytes(UTF_8)));
            var place = producer.send(sent).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            if (!place.hasOffset()) {
                throw new IllegalStateException("sent without a place");
            }
        }
    }

    /** The whole topic once more. */
    void sendAgain() throws Exception {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var found : records()) {
                var again = new ProducerRecord<>(name, found.partition(), found.key(), found.value(), found.headers());
                var place = producer.send(again).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                if (!place.hasOffset()) {
                    throw new IllegalStateException("sent without a place");
                }
            }
        }
    }

    ProjectorSettings read(String group) {
        return ProjectorSettings.of(group, List.of(name));
    }
}
