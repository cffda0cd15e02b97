package org.diplofeed.alert.delivery;

import java.util.Locale;

/** What a delivery carries. */
enum DeliveryKind {
    ALERT,
    DIGEST,
    CHALLENGE,
    TEST;

    static DeliveryKind ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
