/**
 * What becomes of a record: it is recorded, corrected, retracted, or found to be a duplicate.
 *
 * <p>{@link RecordHistory} holds the rules of domain.md for when which revision counts, on the clock of what the feed
 * had been told. It is a pure function of the record's own stream and of the earliest link that names it, so the order
 * in which the two arrive decides nothing.
 */
@NullMarked
package org.diplofeed.timeline.record;

import org.jspecify.annotations.NullMarked;
