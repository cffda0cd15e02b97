package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What is known of a participant's presence. */
public enum Presence {
    EXPECTED,
    ARRIVED,
    ATTENDED,
    ABSENT,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
