package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.diplofeed.events.Moment;
import org.diplofeed.events.PositionState;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.Position;
import org.diplofeed.timeline.position.Reading;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Step;
import org.jspecify.annotations.Nullable;

/** What was held on an issue over time, the earliest first: one item each time that it became another. */
public record HistoryAnswer(
        String holder,
        String issueId,
        List<Turn> items,
        @JsonUnwrapped Basis basis) implements Answered {
    /**
     * A turn in what is held.
     *
     * @param at when the statement was made that brought it, as it was told
     * @param position null where the position ended
     * @param shift its class, where it is a confirmed shift; absent for a first position, a nuance or an end
     */
    public record Turn(
            Moment at,
            String statementId,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            PositionState position,

            @Nullable ShiftClass shift) {}

    /** The turns of a fold. */
    static List<Turn> turns(Fold fold, Rules rules) {
        var turns = new ArrayList<Turn>();
        @Nullable Position before = null;
        for (var step : fold.steps()) {
            var after = step.after().position();
            if (step.shift() != null || !sameLine(before, after)) {
                turns.add(turn(step, after, rules));
            }
            before = after;
        }
        return turns;
    }

    /** When an entry happened, as exactly as it is known. */
    static Moment at(Entry entry) {
        return entry instanceof Reading reading ? reading.occurred().from() : Moment.at(entry.at());
    }

    private static Turn turn(Step step, @Nullable Position after, Rules rules) {
        var shift = step.shift();
        return new Turn(
                at(step.entry()),
                step.entry().statementId(),
                after == null ? null : after.state(rules),
                shift == null ? null : shift.id().classification());
    }

    private static boolean sameLine(@Nullable Position before, @Nullable Position after) {
        return Objects.equals(before == null ? null : before.line(), after == null ? null : after.line());
    }
}
