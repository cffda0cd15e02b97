package org.diplofeed.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that was recorded once, elsewhere, and is put back with the place that it had.
 *
 * @param event the event, its headers complete
 * @param place what it got when it was recorded
 */
public record RestoredEvent(NewEvent event, AppendedEvent place) {

    /** An event of a stream, with its version and recordedtime from there. */
    public static RestoredEvent of(
            String streamId,
            String topic,
            Map<String, String> headers,
            byte[] payload,
            long version,
            Instant recordedTime) {
        return new RestoredEvent(
                new NewEvent(streamId, topic, headers, payload), new AppendedEvent(streamId, version, recordedTime));
    }

    /** What came of putting events back. */
    public sealed interface Outcome {
        /**
         * They stand in the ledger.
         *
         * @param added those that were not there yet
         * @param present how many were
         */
        record Restored(List<RestoredEvent> added, long present) implements Outcome {}

        /**
         * None of them does: one does not follow what is there of its stream.
         *
         * @param index its place among what was given
         * @param last the version that its stream has come to; null where its recordedtime does not rise
         */
        record OutOfOrder(int index, @Nullable Long last) implements Outcome {}
    }
}
