/**
 * Following the log: the consumer that feeds the projection, the relay that publishes what is derived, and how they do.
 */
@NullMarked
package org.diplofeed.timeline.follow;

import org.jspecify.annotations.NullMarked;
