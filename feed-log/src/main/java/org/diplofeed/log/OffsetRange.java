package org.diplofeed.log;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A part of a partition, within what the log holds of it now.
 *
 * @param from the first offset
 * @param to the first offset that is no longer part of it
 */
record OffsetRange(TopicPartition place, long from, long to) {
    /** The parts of a topic's partitions; null means any. Of a topic that is not there, none. */
    static List<OffsetRange> of(
            Consumer<?, ?> consumer,
            String topic,
            @Nullable Integer partition,
            @Nullable Long fromOffset,
            @Nullable Long toOffset) {
        var places = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .filter(place -> partition == null || place.partition() == partition)
                .toList();
        var begins = consumer.beginningOffsets(places);
        var ends = consumer.endOffsets(places);
        return places.stream()
                .map(place -> {
                    long begin = begins.getOrDefault(place, 0L);
                    long end = ends.getOrDefault(place, begin);
                    long from = fromOffset == null ? begin : Math.clamp(fromOffset, begin, end);
                    return new OffsetRange(place, from, toOffset == null ? end : Math.clamp(toOffset, from, end));
                })
                .toList();
    }

    /** Those of one topic, by their places. */
    static Map<TopicPartition, OffsetRange> ofTopic(Collection<OffsetRange> ranges, String topic) {
        return ranges.stream()
                .filter(range -> range.place().topic().equals(topic))
                .collect(toMap(OffsetRange::place, identity()));
    }

    /** Lets a consumer read them from their beginning. */
    static void assign(Consumer<?, ?> consumer, Collection<OffsetRange> ranges) {
        consumer.assign(ranges.stream().map(OffsetRange::place).toList());
        ranges.forEach(range -> consumer.seek(range.place(), range.from()));
    }

    /** Whether there is something that it has not read. */
    static boolean isLeft(Consumer<?, ?> consumer, Collection<OffsetRange> ranges) {
        return ranges.stream().anyMatch(range -> consumer.position(range.place()) < range.to());
    }

    /** How much it has read. */
    static long read(Consumer<?, ?> consumer, Collection<OffsetRange> ranges) {
        return ranges.stream()
                .mapToLong(range -> Math.min(consumer.position(range.place()), range.to()) - range.from())
                .sum();
    }

    /** How many offsets; not each is that of a record. */
    long length() {
        return to - from;
    }

    boolean holds(long offset) {
        return offset >= from && offset < to;
    }
}
