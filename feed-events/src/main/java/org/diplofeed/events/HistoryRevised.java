package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A shift came or went in the past alone; the current position is what it was. For digests, never a page.
 *
 * @param alerted whether the shift had been told as an alert: whoever got that alert is owed a correction
 * @param sequence 1, 2, 3 … without a hole within the position's derived events
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HistoryRevised(RevisionChange change, Shift shift, boolean alerted, long sequence, Cause cause)
        implements FeedEvent {
    public HistoryRevised {
        requireNonNull(change, "change");
        requireNonNull(shift, "shift");
        requireNonNull(cause, "cause");
    }

    @Override
    public EventType type() {
        return EventType.HISTORY_REVISED;
    }

    @Override
    public HistoryRevised data() {
        return this;
    }
}
