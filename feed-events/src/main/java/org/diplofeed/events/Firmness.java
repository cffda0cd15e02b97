package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How firmly a position is held, in rising order. */
public enum Firmness {
    TENTATIVE,
    STATED,
    FIRM,
    RED_LINE,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
