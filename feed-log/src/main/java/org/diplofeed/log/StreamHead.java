package org.diplofeed.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream stands while its row is locked.
 *
 * @param version the last version appended; 0 while the stream has no event
 * @param lastRecorded when that version was recorded; null at version 0
 */
public record StreamHead(
        String streamId, long version, @Nullable Instant lastRecorded) {}
