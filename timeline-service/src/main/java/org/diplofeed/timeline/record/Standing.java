package org.diplofeed.timeline.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision and the time for which it counted on the clock of what the feed had been told.
 *
 * @param knownTo exclusive; null while it still counts. Equal to {@code knownFrom} for a revision that never counted
 * @param withdrawal that its speaker withdrew it, where the feed was told so while this revision counted
 */
public record Standing(
        Revision revision,
        Instant knownFrom,
        @Nullable Instant knownTo,
        @Nullable Withdrawal withdrawal) {
    /**
     * The end of a statement's validity.
     *
     * @param at valid time, before any clamping to the statement's own start
     * @param knownFrom since when the feed knows; it knows until the revision's {@code knownTo}
     */
    public record Withdrawal(Instant at, Instant knownFrom) {}

    /** Whether it counted at any time. */
    public boolean everCounted() {
        return knownTo == null || knownTo.isAfter(knownFrom);
    }

    /** Whether it counts as far as is known now. */
    public boolean counts() {
        return knownTo == null;
    }
}
