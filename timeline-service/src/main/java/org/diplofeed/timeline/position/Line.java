package org.diplofeed.timeline.position;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.diplofeed.events.Condition;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.PositionAssertion;

/**
 * What is held, apart from when and on what evidence.
 *
 * @param stance -2 to 2
 */
public record Line(int stance, Firmness firmness, List<Condition> conditions) {
    public Line {
        requireNonNull(firmness, "firmness");
        conditions = List.copyOf(conditions);
    }

    static Line of(PositionAssertion assertion) {
        return new Line(assertion.stance(), assertion.firmness(), assertion.conditions());
    }

    Line withStance(int other) {
        return new Line(other, firmness, conditions);
    }

    /** -1, 0 or 1. */
    int sign() {
        return Integer.signum(stance);
    }

    /** Conditions are told apart by their keys alone. */
    Set<String> conditionKeys() {
        return conditions.stream().map(Condition::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether two lines are the same position to a reader: stance, firmness and condition keys. */
    boolean sameAs(Line other) {
        return stance == other.stance
                && firmness == other.firmness
                && conditionKeys().equals(other.conditionKeys());
    }

    /** Whether two lines contradict each other enough to be mixed signals: another sign, 0 being one, or two steps. */
    boolean contradicts(Line other) {
        return sign() != other.sign() || Math.abs(stance - other.stance) >= 2;
    }
}
