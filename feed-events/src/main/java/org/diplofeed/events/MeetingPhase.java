package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How far a meeting has come, in the order in which a tie is decided. */
public enum MeetingPhase {
    MOOTED,
    ANNOUNCED,
    POSTPONED,
    CANCELLED,
    UNDERWAY,
    HELD,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
