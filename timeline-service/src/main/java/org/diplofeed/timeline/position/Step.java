package org.diplofeed.timeline.position;

import java.util.List;
import org.diplofeed.events.ShiftClass;
import org.jspecify.annotations.Nullable;

/**
 * What one entry did, in full: enough to say why the position moved or did not.
 *
 * @param points what the entry weighs; 0 for a withdrawal
 * @param classification how the assertion stood to the position, or null where it weighs nothing or is a withdrawal
 * @param closed the candidate that this step ended without confirming it: lapsed, reverted, replaced or withdrawn
 * @param shift the shift that it confirmed
 * @param after what stands after it
 */
public record Step(
        Entry entry,
        Outcome outcome,
        int points,
        @Nullable ShiftClass classification,
        boolean lapsed,
        @Nullable Candidate closed,
        @Nullable FoldShift shift,
        List<NoticeRef> notices,
        Standing after) {
    public Step {
        notices = List.copyOf(notices);
    }

    /** The same, told of a standing whose candidate had lapsed before it. */
    Step afterLapseOf(Candidate candidate) {
        return new Step(entry, outcome, points, classification, true, candidate, shift, notices, after);
    }

    /** What became of an entry. */
    public enum Outcome {
        /** It weighs nothing: listed beside the position, moves nothing. */
        LISTED,
        /** It became the position, there being none. */
        BEGAN,
        /** It joined the position's evidence. */
        AFFIRMED,
        /** It joined the position's evidence, and with it the open candidate was reverted. */
        REVERTED,
        /** It opened a candidate, in place of any other. */
        OPENED,
        /** It joined the open candidate. */
        JOINED,
        /** It confirmed a candidate, which became the position. */
        CONFIRMED,
        /** It was evidence of the position, which ended. */
        ENDED,
        /** It was evidence of the open candidate alone, which was reverted. */
        CANDIDATE_WITHDRAWN,
        /** It was withdrawn, and neither the position nor a candidate rested on it. */
        WITHDRAWN
    }
}
