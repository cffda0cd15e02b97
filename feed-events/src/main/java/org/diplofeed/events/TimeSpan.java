package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** When something was so, as exactly as it is known. Both ends belong to it; it sorts by {@code from}. */
public record TimeSpan(Moment from, Moment to, Precision precision) {
    public TimeSpan {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(precision, "precision");
    }

    /** What spans are ordered by. */
    public Instant start() {
        return from.start();
    }

    /** The last instant that belongs to it. */
    public Instant end() {
        return to.end();
    }

    /** Whether it ends no sooner than it begins, as one that is accepted does. */
    public boolean ordered() {
        return !to.end().isBefore(from.start());
    }
}
