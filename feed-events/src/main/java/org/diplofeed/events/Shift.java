package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of position that its evidence confirms, whole: readable without a second call.
 *
 * @param shiftId a hash of holder, issue, class, confirming statement and occurrence
 * @param confirmedBy the statement that brought the points to what confirms
 * @param occurrence 1, and one more each time that the shift comes back after it had vanished
 * @param at when the confirming statement was made
 * @param beforeEvidence what the position before rested on, last affirmed first
 * @param evidence what the position after rests on, in order of valid time
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Shift(
        String shiftId,
        String holder,
        @Nullable String holderName,
        String issueId,
        @Nullable String proposition,
        List<String> topics,
        ShiftClass classification,
        String confirmedBy,
        int occurrence,
        TimeSpan at,
        PositionState before,
        PositionState after,
        List<Evidence> beforeEvidence,
        List<Evidence> evidence) {
    public Shift {
        requireNonNull(shiftId, "shiftId");
        requireNonNull(holder, "holder");
        requireNonNull(issueId, "issueId");
        topics = orEmpty(topics);
        requireNonNull(classification, "classification");
        requireNonNull(confirmedBy, "confirmedBy");
        requireNonNull(at, "at");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        beforeEvidence = orEmpty(beforeEvidence);
        evidence = orEmpty(evidence);
    }

    /** The position that moved. */
    public PositionKey key() {
        return new PositionKey(holder, issueId);
    }
}
