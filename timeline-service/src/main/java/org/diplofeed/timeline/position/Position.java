package org.diplofeed.timeline.position;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.Moment;
import org.diplofeed.events.PositionState;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.ShiftClass;

/**
 * What is held, since when, and on what evidence.
 *
 * @param since the start of the assertion that put it so, as exactly as it is known
 * @param lastSign the last sign that was not 0, also of the positions that this one followed; 0 where there was none
 * @param affirmedBy the speaker who affirmed it last
 * @param evidence in order of valid time: the last of it, or all
 * @param earlier how many more came before what {@code evidence} holds
 */
public record Position(
        Line line,
        Moment since,
        int points,
        int lastSign,
        String affirmedBy,
        Instant affirmedAt,
        List<Weighed> evidence,
        int earlier) {
    public Position {
        evidence = List.copyOf(evidence);
    }

    /** A first position, or one after another has ended. */
    static Position begin(Reading reading) {
        var line = Line.of(reading.assertion());
        return new Position(
                line,
                reading.occurred().from(),
                reading.points(),
                line.sign(),
                reading.speaker(),
                reading.at(),
                List.of(new Weighed(reading.statementId(), reading.points(), ShiftClass.NEW_POSITION)),
                0);
    }

    /** Affirmed: the points and the evidence join; a nuance of two points or more also sets the stance. */
    Position affirm(Reading reading, ShiftClass classification) {
        int weight = reading.points();
        boolean setsStance = classification == ShiftClass.NUANCE && weight >= 2;
        var joined = new ArrayList<>(evidence);
        joined.add(new Weighed(reading.statementId(), weight, classification));
        return new Position(
                setsStance ? line.withStance(reading.assertion().stance()) : line,
                since,
                points + weight,
                lastSign,
                reading.speaker(),
                reading.at(),
                joined,
                earlier);
    }

    /** All evidence, also what is no longer held. */
    public int evidenceCount() {
        return earlier + evidence.size();
    }

    /** The same with no more than the last pieces of evidence: what is affirmed for years stays small. */
    public Position keeping(int most) {
        int dropped = Math.max(0, evidence.size() - most);
        return dropped == 0
                ? this
                : new Position(
                        line,
                        since,
                        points,
                        lastSign,
                        affirmedBy,
                        affirmedAt,
                        evidence.subList(dropped, evidence.size()),
                        earlier + dropped);
    }

    /** Whether a statement is among the evidence; asked only of one that holds all of it. */
    boolean restsOn(String statementId) {
        return evidence.stream().anyMatch(item -> item.statementId().equals(statementId));
    }

    /** ESTABLISHED from the points that confirm, else PROVISIONAL. */
    public PositionStatus status(Rules rules) {
        return points >= rules.pointsToConfirm() ? PositionStatus.ESTABLISHED : PositionStatus.PROVISIONAL;
    }

    /** As it is told to others. */
    public PositionState state(Rules rules) {
        return new PositionState(line.stance(), line.firmness(), line.conditions(), since, status(rules), points);
    }
}
