/**
 * Meetings: derived, and nothing but derived, from the reports that stand.
 *
 * <p>{@link Meeting#derive} holds the life cycles of domain.md and is pure.
 */
@NullMarked
package org.diplofeed.timeline.meeting;

import org.jspecify.annotations.NullMarked;
