package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A position shifted, and the current position is another for it: an alert.
 *
 * @param sequence 1, 2, 3 … without a hole within the position's derived events
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShiftConfirmed(Shift shift, long sequence, Cause cause) implements FeedEvent {
    public ShiftConfirmed {
        requireNonNull(shift, "shift");
        requireNonNull(cause, "cause");
    }

    @Override
    public EventType type() {
        return EventType.SHIFT_CONFIRMED;
    }

    @Override
    public ShiftConfirmed data() {
        return this;
    }
}
