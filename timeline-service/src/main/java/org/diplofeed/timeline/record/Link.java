package org.diplofeed.timeline.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * That a record is a duplicate of another one.
 *
 * @param canonical the record that stands
 * @param eventId the link's CloudEvents id
 * @param knownFrom the link's recordedtime: from then on the duplicate counts for nothing
 */
public record Link(String canonical, String eventId, Instant knownFrom) {
    private static final Comparator<Link> ORDER =
            Comparator.comparing(Link::knownFrom).thenComparing(Link::canonical).thenComparing(Link::eventId);

    public Link {
        requireNonNull(canonical, "canonical");
        requireNonNull(eventId, "eventId");
        requireNonNull(knownFrom, "knownFrom");
    }

    /** The earlier of two, whichever of them was read first. */
    static Link earlier(@Nullable Link one, Link other) {
        return one == null || ORDER.compare(other, one) < 0 ? other : one;
    }
}
