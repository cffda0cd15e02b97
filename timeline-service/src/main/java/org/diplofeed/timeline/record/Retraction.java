package org.diplofeed.timeline.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.diplofeed.events.RetractionReason;

/**
 * That a record was retracted.
 *
 * @param eventId the retraction's CloudEvents id
 * @param knownFrom its recordedtime
 * @param time its valid time: until when a statement holds whose speaker withdrew it
 */
public record Retraction(String eventId, Instant knownFrom, Instant time, RetractionReason reason, String by) {
    public Retraction {
        requireNonNull(eventId, "eventId");
        requireNonNull(knownFrom, "knownFrom");
        requireNonNull(time, "time");
        requireNonNull(reason, "reason");
        requireNonNull(by, "by");
    }
}
