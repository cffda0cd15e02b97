package org.diplofeed.timeline.position;

import static org.diplofeed.events.ShiftClass.CONDITIONS_CHANGED;
import static org.diplofeed.events.ShiftClass.HARDENING;
import static org.diplofeed.events.ShiftClass.NUANCE;
import static org.diplofeed.events.ShiftClass.REAFFIRMATION;
import static org.diplofeed.events.ShiftClass.REVERSAL;
import static org.diplofeed.events.ShiftClass.SOFTENING;

import org.diplofeed.events.Continuity;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.PositionAssertion;
import org.diplofeed.events.ShiftClass;

/** How an assertion stands to a line that is held. The rules are asked in order; the first that fits decides. */
final class Classifier {
    private Classifier() {}

    /** @param lastSign the last sign of the position that was not 0, or 0 where there was none */
    static ShiftClass classify(Line held, int lastSign, PositionAssertion assertion) {
        var said = Line.of(assertion);
        if (lastSign != 0 && said.sign() != 0 && said.sign() != lastSign) {
            return REVERSAL;
        }
        if (held.sign() != said.sign()) {
            return said.sign() == 0 ? SOFTENING : HARDENING;
        }
        boolean revised = assertion.continuity() == Continuity.REVISED;
        boolean wasRedLine = held.firmness() == Firmness.RED_LINE;
        boolean isRedLine = said.firmness() == Firmness.RED_LINE;
        if (isRedLine && !wasRedLine) {
            return HARDENING;
        }
        if (wasRedLine && !isRedLine && (Math.abs(said.stance()) < Math.abs(held.stance()) || revised)) {
            return SOFTENING;
        }
        if (!held.conditionKeys().containsAll(said.conditionKeys())
                || (revised && !held.conditionKeys().equals(said.conditionKeys()))) {
            return CONDITIONS_CHANGED;
        }
        return held.stance() == said.stance() ? REAFFIRMATION : NUANCE;
    }

    /** Whether this is no other position, only more of it. */
    static boolean affirms(ShiftClass classification) {
        return classification == REAFFIRMATION || classification == NUANCE;
    }
}
