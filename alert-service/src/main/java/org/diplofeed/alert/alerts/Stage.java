package org.diplofeed.alert.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where something is told: in earnest, or in a rehearsal. Neither knows what the other told.
 *
 * @param rehearsalId null: in earnest
 */
record Stage(@Nullable String rehearsalId) {
    static final Stage EARNEST = new Stage(null);

    boolean rehearsed() {
        return rehearsalId != null;
    }

    /**
     * What silences and digests take for now: a rehearsal has the clock of the day that it plays.
     *
     * @param now by the database's clock
     */
    Instant now(Derived event, Instant now) {
        return rehearsed() ? event.envelope().recordedTime() : now;
    }
}
