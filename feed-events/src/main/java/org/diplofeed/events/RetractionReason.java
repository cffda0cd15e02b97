package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a record is retracted. SPEAKER_WITHDREW ends a validity, the others say that there never was one. */
public enum RetractionReason {
    SPEAKER_WITHDREW,
    PUBLISHER_RETRACTED,
    FABRICATED,
    ENTRY_ERROR,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
