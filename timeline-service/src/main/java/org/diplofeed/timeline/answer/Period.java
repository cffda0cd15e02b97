package org.diplofeed.timeline.answer;

import java.time.Instant;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of valid time that a question's {@code from} and {@code to} ask for, both inclusive.
 *
 * @param from null for no beginning
 * @param to null for no end
 */
record Period(@Nullable Instant from, @Nullable Instant to) {
    /**
     * Reads both.
     *
     * @throws ProblemException malformed-request, if one of them is no time or nothing lies between them
     */
    static Period of(@Nullable String from, @Nullable String to) {
        var period = new Period(from == null ? null : Clocks.start("from", from), Clocks.read("to", to));
        if (period.from != null && period.to != null && period.to.isBefore(period.from)) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "to has to be no earlier than from.");
        }
        return period;
    }
}
