package org.diplofeed.timeline.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as one event of its stream put it.
 *
 * @param version the event's version in its stream
 * @param eventId the event's CloudEvents id
 * @param knownFrom the event's recordedtime
 * @param data the whole record, patches applied
 * @param reason of a correction; null for the first revision
 * @param by who corrected it
 */
public record Revision(
        long version,
        String eventId,
        Instant knownFrom,
        ObjectNode data,
        @Nullable String reason,
        @Nullable String by) {
    public Revision {
        requireNonNull(eventId, "eventId");
        requireNonNull(knownFrom, "knownFrom");
        requireNonNull(data, "data");
    }
}
