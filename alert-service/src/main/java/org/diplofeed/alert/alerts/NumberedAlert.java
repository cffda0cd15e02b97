package org.diplofeed.alert.alerts;

import org.jspecify.annotations.Nullable;

/**
 * An alert that is about to be written, with its place in its subscription's chain.
 *
 * @param previous the alert before it
 * @param place in the order of its newsroom
 */
record NumberedAlert(
        String effectId,
        Telling telling,
        long sequence,
        @Nullable String previous,
        long place) {
    String alertId() {
        return EffectId.alertId(effectId);
    }
}
