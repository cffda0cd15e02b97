package org.diplofeed.timeline.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an answer refers to. Asked again with the same two clocks, a settled answer is the same.
 *
 * @param validAt what held then
 * @param knownAt what the feed had been told by then
 * @param position of each topic, by partition, the next offset that was not read yet
 */
public record AsOf(Instant validAt, Instant knownAt, Map<String, List<Long>> position) {}
