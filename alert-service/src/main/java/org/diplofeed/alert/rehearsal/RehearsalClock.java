package org.diplofeed.alert.rehearsal;

import static java.time.temporal.ChronoUnit.MICROS;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock of a rehearsal. It stands while nobody plays, so that what was missed does not come in one burst: a
 * rehearsal may take longer than its speed says, and never goes faster. Pure.
 *
 * @param says the time of the day that is played
 * @param until where it stops
 * @param speed how many seconds pass for it in one
 * @param at up to when time has passed for it, by the database's clock
 */
record RehearsalClock(Instant says, Instant until, double speed, Instant at) {
    /** The longest time between two steps that counts: beyond that nobody has played. */
    static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    private static final double NANOS = 1e9;

    /** What it says at that time. */
    Instant saysAt(Instant now) {
        var passed = says.plus(times(elapsed(now), speed)).truncatedTo(MICROS);
        return passed.isBefore(until) ? passed : until;
    }

    /**
     * The clock after a step.
     *
     * @param reached how far the step came: what did not fit into it is left for the next one
     */
    RehearsalClock stepped(Instant reached, Instant now) {
        var taken = times(Duration.between(says, reached), 1 / speed);
        var left = elapsed(now).minus(taken);
        return new RehearsalClock(reached, until, speed, now.minus(left.isNegative() ? Duration.ZERO : left));
    }

    private Duration elapsed(Instant now) {
        var passed = Duration.between(at, now);
        return passed.isNegative() ? Duration.ZERO : passed.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : passed;
    }

    /** How long it takes to its end. */
    Duration left() {
        return times(Duration.between(says, until), 1 / speed);
    }

    private static Duration times(Duration duration, double factor) {
        double nanos = (duration.getSeconds() * NANOS + duration.getNano()) * factor;
        return Duration.ofSeconds((long) (nanos / NANOS), (long) (nanos % NANOS));
    }
}
