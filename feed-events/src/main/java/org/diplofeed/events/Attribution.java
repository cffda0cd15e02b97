package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** On what terms the words may be attributed. */
public enum Attribution {
    ON_RECORD,
    INSTITUTIONAL,
    BACKGROUND,
    DEEP_BACKGROUND,
    OFF_RECORD,
    LEAKED,
    OWN_REPORTING,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
