package org.diplofeed.timeline.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far something reaches on the two clocks: where a question's clocks are at or beyond it, what is stored of now is
 * the answer. Elsewhere it is derived from what was known, and is the same: a further reach costs time, never truth.
 *
 * @param updated the greatest recordedtime that touched it
 * @param lastAt the greatest valid time of all that it was ever made of
 * @param firstKnown before it nobody had heard of it
 */
record Extent(Instant updated, Instant lastAt, Instant firstKnown) {
    /** Of a part that came, or came and went, at these recordedtimes. */
    static Extent of(Instant recorded, Instant at, Instant knownFrom, @Nullable Instant knownTo) {
        var updated = later(recorded, knownFrom);
        return new Extent(knownTo == null ? updated : later(updated, knownTo), at, knownFrom);
    }

    Extent until(@Nullable Instant at) {
        return at == null ? this : new Extent(updated, later(lastAt, at), firstKnown);
    }

    Extent and(Extent other) {
        return new Extent(
                later(updated, other.updated),
                later(lastAt, other.lastAt),
                firstKnown.isBefore(other.firstKnown) ? firstKnown : other.firstKnown);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
