package org.diplofeed.timeline.projection;

import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code record_revision}.
 *
 * @param recordedId the event that first recorded the record
 * @param meetingId of a report
 */
record StoredRevision(
        RecordKey key,
        Standing standing,
        String recordedId,
        @Nullable String meetingId,
        Facets facets) {}
