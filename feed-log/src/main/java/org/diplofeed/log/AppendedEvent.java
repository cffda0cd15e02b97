package org.diplofeed.log;

import java.time.Instant;

/**
 * What {@link EventLedger#append} gave an event.
 *
 * @param version its place in the stream, from 1
 * @param recordedTime in microseconds, later than that of the version before
 */
public record AppendedEvent(String streamId, long version, Instant recordedTime) {}
