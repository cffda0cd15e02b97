package org.diplofeed.ingest.desk;

import org.jspecify.annotations.Nullable;

/**
 * A meeting, as far as links are concerned.
 *
 * @param standing whether a report of it stands
 * @param duplicateOf the meeting that it is a duplicate of
 */
public record MeetingState(
        String meetingId, boolean standing, @Nullable String duplicateOf) {}
