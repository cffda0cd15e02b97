package org.diplofeed.events;

import java.util.Comparator;

/** Whose position on what: what positions are computed by, and locked by in this order. */
public record PositionKey(String holder, String issueId) implements Comparable<PositionKey> {
    private static final Comparator<PositionKey> ORDER =
            Comparator.comparing(PositionKey::holder).thenComparing(PositionKey::issueId);

    /** {@code holder|issueId}: the subject of the position's own stream. */
    public String subject() {
        return holder + "|" + issueId;
    }

    @Override
    public int compareTo(PositionKey other) {
        return ORDER.compare(this, other);
    }
}
