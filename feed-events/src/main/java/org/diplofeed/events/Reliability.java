package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The Admiralty grade of a source: A completely reliable to E unreliable, F cannot be judged. */
public enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
