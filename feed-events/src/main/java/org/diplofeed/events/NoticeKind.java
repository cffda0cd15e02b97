package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What a notice draws attention to; none of them is a shift. */
public enum NoticeKind {
    CLARIFICATION,
    MIXED_SIGNALS,
    LEAK_DIVERGENCE,
    MEETING_DISPUTED,
    CLAIM_DISPUTED,
    DOCUMENT_REVISED,
    /** A value of a newer schema than this reader's; what was sent stands in the record's document. */
    @JsonEnumDefaultValue
    UNRECOGNIZED
}
