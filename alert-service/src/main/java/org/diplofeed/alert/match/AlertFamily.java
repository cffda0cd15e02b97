package org.diplofeed.alert.match;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a subscription may ask to be told; without asking it is told of shifts alone. */
public enum AlertFamily {
    /** A position that is another now, and what is taken back of that. */
    SHIFT,
    /** What changed in the past alone. */
    HISTORY,
    /** What is worth a look and is no shift. */
    NOTICE,
    /** None that is known here: refused in a filter. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
