package org.diplofeed.timeline.position;

import org.diplofeed.events.ShiftClass;

/**
 * A piece of evidence.
 *
 * @param points what it added; 0 for a copy of an utterance that counted already
 * @param classification how it stood to the position when it was folded in
 */
public record Weighed(String statementId, int points, ShiftClass classification) {}
