package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A confirmed shift no longer stands, and the current position is another for it: its alert is taken back.
 *
 * @param shift as it was told, with its evidence
 * @param sequence 1, 2, 3 … without a hole within the position's derived events
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ShiftWithdrawn(Shift shift, long sequence, Cause cause) implements FeedEvent {
    public ShiftWithdrawn {
        requireNonNull(shift, "shift");
        requireNonNull(cause, "cause");
    }

    @Override
    public EventType type() {
        return EventType.SHIFT_WITHDRAWN;
    }

    @Override
    public ShiftWithdrawn data() {
        return this;
    }
}
