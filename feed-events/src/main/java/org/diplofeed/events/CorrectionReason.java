package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a record is corrected. */
public enum CorrectionReason {
    CODING_ERROR,
    SOURCE_CORRECTED,
    TRANSLATION,
    DATE,
    IDENTITY,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
