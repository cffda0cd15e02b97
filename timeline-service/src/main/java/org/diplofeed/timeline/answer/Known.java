package org.diplofeed.timeline.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was known for a while.
 *
 * @param from since when it was known
 * @param to until when; null while it is known
 * @param endKnown since when it is known that it ended
 * @param endsAt the valid time of its end
 */
record Known<T>(
        T what,
        Instant from,
        @Nullable Instant to,
        @Nullable Instant endKnown,
        @Nullable Instant endsAt) {
    boolean counts(Instant knownAt, boolean before, Instant validAt) {
        boolean begun = before ? from.isBefore(knownAt) : !from.isAfter(knownAt);
        boolean over = passed(to, knownAt, before);
        boolean ended = passed(endKnown, knownAt, before) && endsAt != null && !endsAt.isAfter(validAt);
        return begun && !over && !ended;
    }

    boolean begun(Instant knownAt, boolean before) {
        return before ? from.isBefore(knownAt) : !from.isAfter(knownAt);
    }

    boolean turnsAt(Instant moment) {
        return from.equals(moment) || moment.equals(to) || moment.equals(endKnown);
    }

    private static boolean passed(@Nullable Instant time, Instant knownAt, boolean before) {
        return time != null && (before ? time.isBefore(knownAt) : !time.isAfter(knownAt));
    }
}
