package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a side says of a meeting. NOT_CONFIRMED is no denial. */
public enum Confirmation {
    CONFIRMS,
    NOT_CONFIRMED,
    DENIES,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
