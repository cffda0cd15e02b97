package org.diplofeed.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.RawRecord.Reading;

/**
 * Reads partitions from any place up to any other, outside every consumer group. Keeps no place of its own: the caller
 * says where to go on. For one thread at a time.
 */
public final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;

    private LogReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Opens one.
     *
     * @param kafka client properties: {@code bootstrap.servers}, and what the broker's security asks for
     * @param most records that one poll brings
     */
    public static LogReader open(Map<String, Object> kafka, int most) {
        var settings =
                ProjectorSettings.of("reader-" + UUID.randomUUID(), List.of()).withBatchSize(most);
        var properties = new HashMap<>(LogConsumer.properties(kafka, settings));
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        return new LogReader(LogConsumer.open(Map.copyOf(properties)));
    }

    /**
     * A stretch of a partition.
     *
     * @param entries what can be placed in a stream, in order
     * @param unreadable the offset of the first record that cannot
     * @param next where to go on
     */
    public record Stretch(List<LogEntry> entries, OptionalLong unreadable, long next) {}

    /** Where the partitions of topics end now, for a reader that sees committed records alone. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            consumer.partitionsFor(topic, LONGEST_CALL).stream()
                    .map(PartitionInfo::partition)
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition)));
        }
        var ends = new TreeMap<TopicPartition, Long>((a, b) -> a.topic().equals(b.topic())
                ? Integer.compare(a.partition(), b.partition())
                : a.topic().compareTo(b.topic()));
        ends.putAll(consumer.endOffsets(partitions, LONGEST_CALL));
        return ends;
    }

    /** Reads on from an offset, as many records as one poll brings and none at or behind the end; none if there are. */
    public Stretch read(TopicPartition partition, long from, long end) {
        if (!consumer.assignment().equals(Set.of(partition))) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
        } else if (consumer.position(partition) != from) {
            consumer.seek(partition, from);
        }
        if (from >= end) {
            return new Stretch(List.of(), OptionalLong.empty(), from);
        }
        var records = consumer.poll(POLL).records(partition);
        var entries = new ArrayList<LogEntry>(records.size());
        var unreadable = OptionalLong.empty();
        for (var record : records) {
            if (record.offset() >= end) {
                break;
            }
            switch (RawRecord.of(record).read()) {
                case Reading.Intact(var entry) -> entries.add(entry);
                case Reading.Unreadable _ ->
                    unreadable = unreadable.isPresent() ? unreadable : OptionalLong.of(record.offset());
            }
        }
        return new Stretch(entries, unreadable, Math.min(end, consumer.position(partition)));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
