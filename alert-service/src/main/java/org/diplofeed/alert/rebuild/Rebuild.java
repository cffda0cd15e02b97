package org.diplofeed.alert.rebuild;

import java.time.Instant;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.alert.alerts.RebuiltEvents;
import org.diplofeed.log.StoredOffsets;
import org.jspecify.annotations.Nullable;

/** A row of {@code rebuild}. */
record Rebuild(
        int number,
        State state,
        @Nullable Instant pausedAt,
        String startedBy,
        Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant approvedAt,
        @Nullable Instant endedAt) {
    /** Where the service's own reading stands. */
    static final StoredOffsets LIVE = new StoredOffsets("public", AlertProjection.NAME);

    /** What becomes of one. */
    enum State {
        /** Reads what the service had read when it began. */
        BUILDING,
        /** Has read that, and reads on behind the service. */
        FOLLOWING,
        /** Its rows are in the place of those that differed; reads nothing. */
        APPROVED,
        CANCELLED,
        RETIRED;

        /** Whether the log is read for it. */
        boolean reads() {
            return switch (this) {
                case BUILDING, FOLLOWING -> true;
                case APPROVED, CANCELLED, RETIRED -> false;
            };
        }
    }

    boolean paused() {
        return pausedAt != null;
    }

    String schema() {
        return RebuiltEvents.schema(number);
    }

    StoredOffsets offsets() {
        return new StoredOffsets("public", RebuiltEvents.name(number));
    }
}
