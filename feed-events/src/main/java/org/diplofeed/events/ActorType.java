package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What kind of actor one is. */
public enum ActorType {
    STATE,
    IGO,
    BODY,
    PERSON,
    COLLECTIVE,
    ORG,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
