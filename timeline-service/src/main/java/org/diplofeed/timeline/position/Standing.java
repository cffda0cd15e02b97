package org.diplofeed.timeline.position;

import static org.diplofeed.events.NoticeKind.CLARIFICATION;
import static org.diplofeed.events.NoticeKind.LEAK_DIVERGENCE;
import static org.diplofeed.events.NoticeKind.MIXED_SIGNALS;

import java.time.Instant;
import java.util.List;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.Voice;
import org.diplofeed.timeline.position.Step.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What stands of a position after some entries: the position, if one is held, and the candidate, if one is open.
 * Folding in the next entry gives a {@link Step} with the standing after it.
 */
public record Standing(
        @Nullable Position position, @Nullable Candidate candidate) {
    /** Nothing is known. */
    public static final Standing NOTHING = new Standing(null, null);

    /**
     * Folds in the next entry, which must not sort before one that was folded in already, nor be a reading that was
     * withdrawn before it was made.
     */
    public Step next(Entry entry, Rules rules) {
        if (candidate != null && candidate.lapsedAt(entry.at(), rules)) {
            return new Standing(position, null).next(entry, rules).afterLapseOf(candidate);
        }
        return switch (entry) {
            case Reading reading -> read(reading, rules);
            case Withdrawal withdrawal -> withdraw(withdrawal);
        };
    }

    private Step read(Reading reading, Rules rules) {
        if (reading.points() == 0) {
            return list(reading);
        }
        if (position == null) {
            var after = new Standing(Position.begin(reading), null);
            return step(reading, Outcome.BEGAN, ShiftClass.NEW_POSITION, null, List.of(), after);
        }
        var classification = Classifier.classify(position.line(), position.lastSign(), reading.assertion());
        return Classifier.affirms(classification)
                ? affirm(reading, classification, position, candidate)
                : challenge(reading, classification, position, candidate, rules);
    }

    private Step list(Reading reading) {
        boolean divergent = position != null
                && position.line().sign() * Integer.signum(reading.assertion().stance()) < 0
                && (reading.attribution() == Attribution.LEAKED
                        || reading.assertion().voice() != Voice.SELF);
        var notices = divergent ? List.of(new NoticeRef(reading.statementId(), LEAK_DIVERGENCE)) : List.<NoticeRef>of();
        return step(reading, Outcome.LISTED, null, null, notices, this);
    }

    private static Step affirm(
            Reading reading, ShiftClass classification, Position position, @Nullable Candidate open) {
        var affirmed = position.affirm(reading, classification);
        if (open == null) {
            return step(reading, Outcome.AFFIRMED, classification, null, List.of(), new Standing(affirmed, null));
        }
        var resisted = open.resisted(reading.points());
        if (resisted.against() >= resisted.points()) {
            var notice = new NoticeRef(open.firstEvidence(), CLARIFICATION);
            return step(
                    reading, Outcome.REVERTED, classification, resisted, List.of(notice), new Standing(affirmed, null));
        }
        boolean mixed = !open.mixedSignals()
                && !reading.speaker().equals(open.openedBy())
                && open.line().contradicts(affirmed.line());
        var notices = mixed ? List.of(new NoticeRef(reading.statementId(), MIXED_SIGNALS)) : List.<NoticeRef>of();
        var after = new Standing(affirmed, mixed ? resisted.withMixedSignals() : resisted);
        return step(reading, Outcome.AFFIRMED, classification, null, notices, after);
    }

    private static Step challenge(
            Reading reading, ShiftClass classification, Position position, @Nullable Candidate open, Rules rules) {
        if (open != null && open.isAffirmedBy(reading)) {
            boolean gains = open.gainFrom(reading) > 0;
            var joined = open.join(reading, classification);
            return resolve(Outcome.JOINED, reading, classification, gains, joined, null, position, rules);
        }
        var opened = Candidate.open(reading, classification);
        return resolve(Outcome.OPENED, reading, classification, true, opened, open, position, rules);
    }

    private static Step resolve(
            Outcome outcome,
            Reading reading,
            ShiftClass classification,
            boolean gains,
            Candidate candidate,
            @Nullable Candidate replaced,
            Position position,
            Rules rules) {
        if (candidate.confirmed(rules)) {
            var after = candidate.become(position);
            var shift = new FoldShift(new ShiftRef(reading.statementId(), classification), reading, position, after);
            return new Step(
                    reading,
                    Outcome.CONFIRMED,
                    reading.points(),
                    classification,
                    false,
                    replaced,
                    shift,
                    List.of(),
                    new Standing(after, null));
        }
        boolean mixed = gains
                && !candidate.mixedSignals()
                && !reading.speaker().equals(position.affirmedBy())
                && within(position.affirmedAt(), reading.at(), rules)
                && Line.of(reading.assertion()).contradicts(position.line());
        var notices = mixed ? List.of(new NoticeRef(reading.statementId(), MIXED_SIGNALS)) : List.<NoticeRef>of();
        var after = new Standing(position, mixed ? candidate.withMixedSignals() : candidate);
        return step(reading, outcome, classification, replaced, notices, after);
    }

    private Step withdraw(Withdrawal withdrawal) {
        if (position != null && position.restsOn(withdrawal.statementId())) {
            return step(withdrawal, Outcome.ENDED, null, candidate, List.of(), NOTHING);
        }
        if (candidate != null && candidate.restsOn(withdrawal.statementId())) {
            var notice = new NoticeRef(candidate.firstEvidence(), CLARIFICATION);
            var after = new Standing(position, null);
            return step(withdrawal, Outcome.CANDIDATE_WITHDRAWN, null, candidate, List.of(notice), after);
        }
        return step(withdrawal, Outcome.WITHDRAWN, null, null, List.of(), this);
    }

    private static boolean within(Instant earlier, Instant later, Rules rules) {
        return !earlier.plus(rules.window()).isBefore(later);
    }

    private static Step step(
            Entry entry,
            Outcome outcome,
            @Nullable ShiftClass classification,
            @Nullable Candidate closed,
            List<NoticeRef> notices,
            Standing after) {
        int points = entry instanceof Reading reading ? reading.points() : 0;
        return new Step(entry, outcome, points, classification, false, closed, null, notices, after);
    }
}
