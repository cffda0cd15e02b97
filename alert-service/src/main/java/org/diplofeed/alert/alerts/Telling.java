package org.diplofeed.alert.alerts;

import org.diplofeed.alert.match.AlertKind;
import org.jspecify.annotations.Nullable;

/**
 * One alert that is about to be written, for one subscription.
 *
 * @param matched as JSON
 * @param supersedes the alert that it takes back
 */
record Telling(
        Subscriber to,
        AlertKind kind,
        String matched,
        boolean backfill,
        @Nullable String supersedes) {}
