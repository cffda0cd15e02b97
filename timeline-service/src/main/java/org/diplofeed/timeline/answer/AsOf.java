package org.diplofeed.timeline.answer;

import java.time.Instant;
import java.util.Map;

/**
 * What an answer refers to. Asked again with the same two clocks, a settled answer is the same.
 *
 * @param validAt what held then
 * @param knownAt what the feed had been told by then
 * @param position of each topic the last event recorded by then, as {@code stream@version}: a place in the log that is
 *     the same wherever the log is read, as offsets are not; a topic without one is missing
 */
public record AsOf(Instant validAt, Instant knownAt, Map<String, String> position) {}
