package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.diplofeed.events.Moment;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.PositionState;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.timeline.position.Core;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.NoticeRef;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Step;
import org.jspecify.annotations.Nullable;

/** Why a position is what it is: what each assertion did to it, in order of valid time. */
public record ExplanationAnswer(
        String holder,
        String issueId,
        List<Told> items,
        @JsonUnwrapped Basis basis) implements Answered {
    /**
     * What one entry did.
     *
     * @param points what it weighs
     * @param sentence the same in words
     * @param position what is held after it; absent where nothing is
     * @param candidatePoints what speaks for the open candidate after it; absent where none is open
     * @param notices what it gave rise to
     * @param restsOn of a step that confirmed a shift: the smallest part of its evidence that would have confirmed it
     *     alone; without these statements it would not stand
     */
    public record Told(
            Moment at,
            String statementId,
            Step.Outcome outcome,
            int points,
            @Nullable ShiftClass classification,
            boolean lapsed,
            String sentence,
            @Nullable PositionState position,
            @Nullable Integer candidateStance,
            @Nullable Integer candidatePoints,
            @Nullable Integer candidateAgainst,
            List<NoticeKind> notices,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> restsOn) {}

    /** A fold's steps, told. */
    static List<Told> told(Fold fold, Rules rules) {
        var entries = fold.steps().stream().map(Step::entry).toList();
        return fold.steps().stream().map(step -> told(step, entries, rules)).toList();
    }

    private static Told told(Step step, List<Entry> entries, Rules rules) {
        var shift = step.shift();
        var position = step.after().position();
        var candidate = step.after().candidate();
        return new Told(
                HistoryAnswer.at(step.entry()),
                step.entry().statementId(),
                step.outcome(),
                step.points(),
                step.classification(),
                step.lapsed(),
                Sentences.of(step, rules),
                position == null ? null : position.state(rules),
                candidate == null ? null : candidate.line().stance(),
                candidate == null ? null : candidate.points(),
                candidate == null ? null : candidate.against(),
                step.notices().stream().map(NoticeRef::kind).toList(),
                shift == null ? List.of() : Core.of(entries, shift, rules));
    }
}
