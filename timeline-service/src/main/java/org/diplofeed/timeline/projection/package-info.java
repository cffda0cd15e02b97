/**
 * From the log to the read model: one transaction a batch, its rows locked in one order by everybody.
 *
 * <p>{@link TimelineProjection} is the way through; the stores beside it know the tables, one each. What is computed on
 * the way (revisions, positions, meetings, claims) is the pure packages' business.
 */
@NullMarked
package org.diplofeed.timeline.projection;

import org.jspecify.annotations.NullMarked;
