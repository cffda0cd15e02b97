/**
 * Positions: what a holder holds on an issue, as a pure fold over what was said, and the shifts that follow from it.
 *
 * <p>A statement's assertion arrives as a {@link Reading}; {@link Fold} walks the readings of one position in order of
 * valid time, {@link Classifier} says how each stands to the position before it, {@link Points} what it weighs. Two
 * folds of the same position, before and after a recorded event, give the {@link AlertStream}. Nothing here knows a
 * clock, a database or a framework: the same readings give the same answer.
 */
@NullMarked
package org.diplofeed.timeline.position;

import org.jspecify.annotations.NullMarked;
