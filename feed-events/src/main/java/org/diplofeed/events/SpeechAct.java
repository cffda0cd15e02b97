package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What was done by saying it. */
public enum SpeechAct {
    STATE,
    CONFIRM,
    DENY,
    DECLINE,
    PROPOSE,
    APPEAL,
    PROMISE,
    AGREE,
    DEMAND,
    ACCUSE,
    REJECT,
    THREATEN,
    ESTIMATE,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
