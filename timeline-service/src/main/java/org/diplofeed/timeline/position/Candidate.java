package org.diplofeed.timeline.position;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.diplofeed.events.Moment;
import org.diplofeed.events.ShiftClass;

/**
 * Another position that was voiced and is not confirmed yet.
 *
 * @param line as its first assertion put it
 * @param since the start of its first assertion, as exactly as it is known
 * @param openedBy the speaker of its first assertion
 * @param classification how the last assertion that added points stood to the position; a copy changes nothing
 * @param points what speaks for it
 * @param against what was said for the position since it opened
 * @param utterances those that counted already
 * @param mixedSignals whether that notice was raised for it
 */
public record Candidate(
        Line line,
        Moment since,
        Instant openedAt,
        String openedBy,
        ShiftClass classification,
        int points,
        int against,
        List<Weighed> evidence,
        Set<Utterance> utterances,
        boolean mixedSignals) {
    public Candidate {
        evidence = List.copyOf(evidence);
        utterances = Set.copyOf(utterances);
    }

    static Candidate open(Reading reading, ShiftClass classification) {
        return new Candidate(
                Line.of(reading.assertion()),
                reading.occurred().from(),
                reading.at(),
                reading.speaker(),
                classification,
                reading.points(),
                0,
                List.of(new Weighed(reading.statementId(), reading.points(), classification)),
                Set.of(reading.utterance()),
                false);
    }

    /** Whether a reading is no other position than this one, only more of it. */
    boolean isAffirmedBy(Reading reading) {
        return Classifier.affirms(Classifier.classify(line, line.sign(), reading.assertion()));
    }

    /** How much a reading would add: nothing where its speaker's utterance of the day counted already. */
    int gainFrom(Reading reading) {
        return utterances.contains(reading.utterance()) ? 0 : reading.points();
    }

    /** A further voice for it. */
    Candidate join(Reading reading, ShiftClass joining) {
        int gain = gainFrom(reading);
        var joined = new ArrayList<>(evidence);
        joined.add(new Weighed(reading.statementId(), gain, joining));
        var counted = new HashSet<>(utterances);
        counted.add(reading.utterance());
        return new Candidate(
                line,
                since,
                openedAt,
                openedBy,
                gain > 0 ? joining : classification,
                points + gain,
                against,
                joined,
                counted,
                mixedSignals);
    }

    /** A voice for the position that it would replace. */
    Candidate resisted(int weight) {
        return new Candidate(
                line,
                since,
                openedAt,
                openedBy,
                classification,
                points,
                against + weight,
                evidence,
                utterances,
                mixedSignals);
    }

    Candidate withMixedSignals() {
        return new Candidate(
                line, since, openedAt, openedBy, classification, points, against, evidence, utterances, true);
    }

    /** The statement that opened it. */
    public String firstEvidence() {
        return evidence.getFirst().statementId();
    }

    /** Whether it is older than the window at a valid time, and so confirms nothing any more. */
    public boolean lapsedAt(Instant validAt, Rules rules) {
        return openedAt.plus(rules.window()).isBefore(validAt);
    }

    boolean restsOn(String statementId) {
        return evidence.stream().anyMatch(item -> item.statementId().equals(statementId));
    }

    boolean confirmed(Rules rules) {
        return points >= rules.pointsToConfirm();
    }

    /** As the position that follows another: as its first assertion put it, with all its evidence and points. */
    Position become(Position before) {
        return new Position(
                line,
                since,
                points,
                line.sign() != 0 ? line.sign() : before.lastSign(),
                openedBy,
                openedAt,
                evidence,
                0);
    }
}
