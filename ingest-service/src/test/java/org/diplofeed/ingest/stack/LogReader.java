package org.diplofeed.ingest.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;

/** Reads a topic from its beginning, as any reader of the feed would. */
public final class LogReader {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private LogReader() {}

    /** The records of a topic for which the condition holds, once there are as many as expected. */
    public static List<FeedRecord> read(
            String bootstrapServers, String topic, Predicate<FeedRecord> condition, int expected) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var found = new ArrayList<FeedRecord>();
            var deadline = Instant.now().plus(PATIENCE);
            while (found.size() < expected && Instant.now().isBefore(deadline)) {
                if (consumer.assignment().isEmpty()) {
                    consumer.assign(consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList());
                    consumer.seekToBeginning(consumer.assignment());
                }
                for (var record : consumer.poll(POLL)) {
                    var event = decode(record);
                    if (condition.test(event)) {
                        found.add(event);
                    }
                }
            }
            return found;
        }
    }

    private static FeedRecord decode(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new EventCodec().decode(record.key(), headers, record.value());
    }
}
