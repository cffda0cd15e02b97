package org.diplofeed.alert.alerts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert that is about to be written, with its place in its subscription's chain.
 *
 * @param event that it is made of
 * @param previous the alert before it
 * @param previousHash of the alert before it
 * @param skipped sequences before it that were never sent, and that it explains
 * @param hash of all that it says; null while it is not made
 * @param place in the order of its newsroom
 */
record NumberedAlert(
        Derived event,
        String effectId,
        Telling telling,
        long sequence,
        @Nullable String previous,
        long place,
        @Nullable String previousHash,
        List<Long> skipped,
        @Nullable String hash) {
    NumberedAlert withHash(String made) {
        return new NumberedAlert(event, effectId, telling, sequence, previous, place, previousHash, skipped, made);
    }

    String alertId() {
        return EffectId.alertId(effectId);
    }
}
