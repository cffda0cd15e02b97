package org.diplofeed.timeline.position;

import java.util.Comparator;
import org.diplofeed.events.ShiftClass;

/** What tells a shift from others of the same position: the statement that confirmed it, and its class. */
public record ShiftRef(String confirmedBy, ShiftClass classification) implements Comparable<ShiftRef> {
    private static final Comparator<ShiftRef> ORDER = Comparator.comparing(ShiftRef::confirmedBy)
            .thenComparing(ref -> ref.classification().name());

    @Override
    public int compareTo(ShiftRef other) {
        return ORDER.compare(this, other);
    }
}
