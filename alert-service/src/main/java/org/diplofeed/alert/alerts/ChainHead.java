package org.diplofeed.alert.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last alert of a subscription; sequence 0 before the first.
 *
 * @param unsaid sequences that were never sent, and that no alert has explained yet
 */
record ChainHead(
        long sequence, @Nullable String alertId, @Nullable String hash, List<Long> unsaid) {}
