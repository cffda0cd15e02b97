package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How an assertion stands to the position before it; REAFFIRMATION, NUANCE and NEW_POSITION are no shifts. */
public enum ShiftClass {
    NEW_POSITION,
    REVERSAL,
    SOFTENING,
    HARDENING,
    CONDITIONS_CHANGED,
    NUANCE,
    REAFFIRMATION,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
