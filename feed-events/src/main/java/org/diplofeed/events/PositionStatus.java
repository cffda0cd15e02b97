package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** ESTABLISHED from 3 points of evidence, else PROVISIONAL. */
public enum PositionStatus {
    PROVISIONAL,
    ESTABLISHED,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
