package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a record was found. */
public enum SourceKind {
    NEWS_ARTICLE,
    OFFICIAL_RELEASE,
    SOCIAL_POST,
    BROADCAST,
    DATASET,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
