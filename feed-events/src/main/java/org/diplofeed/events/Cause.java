package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recorded event that a derived one follows from.
 *
 * @param target the record that it is about: a statement's or a report's id
 * @param reason of a correction or a retraction
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cause(
        String eventId,
        String eventType,
        String target,
        Instant recordedTime,
        @Nullable String reason,
        @Nullable String by) {
    public Cause {
        requireNonNull(eventId, "eventId");
        requireNonNull(eventType, "eventType");
        requireNonNull(target, "target");
        requireNonNull(recordedTime, "recordedTime");
    }
}
