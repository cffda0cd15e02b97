package org.diplofeed.alert.alerts;

import org.jspecify.annotations.Nullable;

/**
 * An alert that is about to be written, with its place in its subscription's chain.
 *
 * @param previous the alert before it
 * @param previousHash of the alert before it
 * @param hash of all that it says; null while it is not made
 * @param place in the order of its newsroom
 */
record NumberedAlert(
        String effectId,
        Telling telling,
        long sequence,
        @Nullable String previous,
        long place,
        @Nullable String previousHash,
        @Nullable String hash) {
    NumberedAlert withHash(String made) {
        return new NumberedAlert(effectId, telling, sequence, previous, place, previousHash, made);
    }

    String alertId() {
        return EffectId.alertId(effectId);
    }
}
