package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Whose words a position is: the holder's own, a text's that the holder does not own in public, or somebody else's. */
public enum Voice {
    SELF,
    TEXT,
    ATTRIBUTED,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
