package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.Condition;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.Moment;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.ShiftClass;
import org.jspecify.annotations.Nullable;

/**
 * What a holder holds on an issue, with all that it rests on.
 *
 * @param position null where nothing is held: which is not 0
 * @param candidate another position that was voiced and is not confirmed; null where none is open
 * @param listed readings that weigh nothing, listed beside the position, the latest first
 */
public record PositionAnswer(
        String holder,
        @Nullable String holderName,
        String issueId,
        @Nullable String proposition,
        List<String> topics,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Held position,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Voiced candidate,

        List<Evidence> listed,
        @JsonUnwrapped Basis basis)
        implements Answered {
    /**
     * A position.
     *
     * @param since the start of the assertion that put it so, as exactly as it is known
     * @param affirmedBy the speaker who affirmed it last
     * @param evidence the latest first
     * @param evidenceCount of all evidence, also that beyond what is listed
     */
    public record Held(
            int stance,
            Firmness firmness,
            List<Condition> conditions,
            Moment since,
            PositionStatus status,
            int points,
            String affirmedBy,
            Instant affirmedAt,
            List<Evidence> evidence,
            int evidenceCount) {}

    /**
     * A candidate.
     *
     * @param status OPEN, or LAPSED when it is older than the window
     * @param points what speaks for it
     * @param against what was said for the position since it opened
     */
    public record Voiced(
            int stance,
            Firmness firmness,
            List<Condition> conditions,
            Moment since,
            Status status,
            ShiftClass classification,
            int points,
            int against,
            List<Evidence> evidence) {
        /** Whether a candidate can still be confirmed. */
        public enum Status {
            OPEN,
            LAPSED
        }
    }
}
