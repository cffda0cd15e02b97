package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a document came out. */
public enum Release {
    PUBLISHED,
    LEAKED,
    PRIVATE,
    UNKNOWN,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
