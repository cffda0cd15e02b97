package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The office in which a speaker speaks. */
public enum Authority {
    PRINCIPAL,
    MINISTER,
    ENVOY,
    SPOKESPERSON,
    INSTITUTION,
    MILITARY,
    OFFICIAL,
    STATE_MEDIA,
    INSIDER,
    EXPERT,
    NONE,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
