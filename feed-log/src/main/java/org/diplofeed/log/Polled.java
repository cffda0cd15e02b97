package org.diplofeed.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.RawRecord.Reading;

/**
 * What one poll brought of one partition.
 *
 * @param next the consumer's position after it
 */
record Polled(TopicPartition partition, List<RawRecord> records, long next) {
    /**
     * The partitions of a poll, the one with the earliest event first: while a reader keeps up, what is recorded first
     * is then mostly read first, also across partitions. Nothing relies on it.
     */
    static List<Polled> inOrder(ConsumerRecords<byte[], byte[]> records) {
        var polled = new ArrayList<Polled>();
        records.nextOffsets()
                .forEach((partition, next) -> polled.add(new Polled(
                        partition,
                        records.records(partition).stream().map(RawRecord::of).toList(),
                        next.offset())));
        polled.sort(Comparator.comparing(Polled::earliest)
                .thenComparing(part -> part.partition().toString()));
        return polled;
    }

    private Instant earliest() {
        for (var entry : records) {
            if (entry.read() instanceof Reading.Intact(var intact)) {
                return intact.recordedTime();
            }
        }
        return Instant.MAX;
    }
}
