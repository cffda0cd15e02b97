package org.diplofeed.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far this instance has come, for health and metrics.
 *
 * @param partitions those this instance owns now
 * @param fault kind and place of the last failure while it is not RUNNING; never content
 */
public record ProjectionProgress(
        State state,
        List<PartitionProgress> partitions,
        @Nullable String fault) {
    /** What a projector is doing. */
    public enum State {
        /** Reading the topics that come first; the others wait. */
        CATCHING_UP_FIRST,
        RUNNING,
        /** A transient failure: at least one partition waits for its next attempt. */
        BACKING_OFF,
        /** The broker does not answer: what is new is not known. */
        UNREACHED,
        /** Too many streams were parked at once: nothing moves until {@link PartitionProjector#resume} or a restart. */
        TRIPPED,
        CLOSED
    }

    /**
     * One partition.
     *
     * @param nextOffset the first offset that is not yet in the database
     * @param lag how many offsets the log is ahead; -1 while unknown
     * @param lastRecorded the greatest recordedtime read; null while none was
     * @param polledAt when the broker was last asked, on this machine's clock: what a lag of 0 refers to
     */
    public record PartitionProgress(
            String topic,
            int partition,
            long nextOffset,
            long lag,
            @Nullable Instant lastRecorded,
            Instant polledAt) {}

    /** How many offsets the log is ahead, over all partitions owned; -1 while any of them is unknown. */
    public long lag() {
        long sum = 0;
        for (var partition : partitions) {
            if (partition.lag() < 0) {
                return -1;
            }
            sum += partition.lag();
        }
        return sum;
    }
}
