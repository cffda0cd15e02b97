package org.diplofeed.timeline.meeting;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What one side of a meeting says of it.
 *
 * @param reportId the latest report of that side's word; absent for one that is silent
 */
public record Side(
        String side, Stand confirmation, @Nullable String reportId) {
    public Side {
        requireNonNull(side, "side");
        requireNonNull(confirmation, "confirmation");
    }

    /** A side's word. Silence is no denial, and neither is NOT_CONFIRMED. */
    public enum Stand {
        SILENT,
        CONFIRMS,
        NOT_CONFIRMED,
        DENIES
    }
}
