package org.diplofeed.log;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.ProjectionProgress.PartitionProgress;
import org.diplofeed.log.ProjectionTables.Place;
import org.diplofeed.log.RawRecord.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A partition that the group assigned to this consumer.
 *
 * @param claimed where it stands, and under which epoch it is ours; null until the database has handed it over
 * @param failures in a row
 * @param fault kind and place of the last one; empty while there is none
 * @param dueAt when it may be tried again, by {@link System#nanoTime}
 */
record OwnedPartition(
        TopicPartition partition,
        @Nullable Place claimed,
        int failures,
        String fault,
        long dueAt,
        @Nullable Instant lastRecorded) {
    private static final int MOST_DOUBLINGS = 16;

    static OwnedPartition unclaimed(TopicPartition partition) {
        return new OwnedPartition(partition, null, 0, "", System.nanoTime(), null);
    }

    static OwnedPartition claimed(TopicPartition partition, Place place) {
        return new OwnedPartition(partition, place, 0, "", System.nanoTime(), null);
    }

    boolean isClaimed() {
        return claimed != null;
    }

    Place place() {
        return requireNonNull(claimed, "not claimed");
    }

    boolean isDue() {
        return System.nanoTime() - dueAt >= 0;
    }

    Duration untilDue() {
        return Duration.ofNanos(dueAt - System.nanoTime());
    }

    OwnedPartition after(Duration pause) {
        return new OwnedPartition(
                partition, claimed, failures, fault, System.nanoTime() + pause.toNanos(), lastRecorded);
    }

    /** Waits after a failure: the shortest backoff, doubled with each further failure. */
    OwnedPartition failed(String how, Duration shortest, Duration longest) {
        var doubled = shortest.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        var pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        return new OwnedPartition(partition, claimed, failures + 1, how, 0, lastRecorded).after(pause);
    }

    OwnedPartition at(long nextOffset, List<RawRecord> read) {
        var last = lastRecorded;
        for (var entry : read) {
            if (entry.read() instanceof Reading.Intact(var intact)
                    && (last == null || intact.recordedTime().isAfter(last))) {
                last = intact.recordedTime();
            }
        }
        return new OwnedPartition(
                partition, new Place(nextOffset, place().ownerEpoch()), 0, "", System.nanoTime(), last);
    }

    PartitionProgress progress(OptionalLong lag) {
        return new PartitionProgress(
                partition.topic(),
                partition.partition(),
                place().nextOffset(),
                lag.orElse(-1),
                lastRecorded,
                Instant.now());
    }
}
