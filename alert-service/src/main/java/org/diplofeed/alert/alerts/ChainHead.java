package org.diplofeed.alert.alerts;

import org.jspecify.annotations.Nullable;

/** The last alert of a subscription; sequence 0 before the first. */
record ChainHead(
        long sequence, @Nullable String alertId, @Nullable String hash) {}
