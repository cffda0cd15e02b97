package org.diplofeed.ingest.desk;

import org.jspecify.annotations.Nullable;

/** What is on the record, as far as a command asked to see it. */
public interface OnRecord {
    /** A record, or null if there is none of that id. */
    @Nullable
    RecordState record(String id);

    /** A reference entity, or null if it is not defined. */
    @Nullable
    ReferenceState reference(ReferenceKey key);

    /** A meeting, or null if nobody has reported it. */
    @Nullable
    MeetingState meeting(String meetingId);

    /** Whether a reference entity is defined. */
    default boolean knows(ReferenceKey key) {
        return reference(key) != null;
    }
}
