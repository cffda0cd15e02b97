package org.diplofeed.timeline.position;

/**
 * A shift that a fold confirmed.
 *
 * @param id what tells it from others of its position
 * @param confirmedBy the reading that confirmed it
 */
public record FoldShift(ShiftRef id, Reading confirmedBy, Position before, Position after) {}
