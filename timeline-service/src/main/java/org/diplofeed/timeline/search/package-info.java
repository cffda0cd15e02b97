/**
 * Full text: filled behind the projection, so that reading the log does not wait for it.
 *
 * <p>A text that was spoken off the record never gets here.
 */
@NullMarked
package org.diplofeed.timeline.search;

import org.jspecify.annotations.NullMarked;
