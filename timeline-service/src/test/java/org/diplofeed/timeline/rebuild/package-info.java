/** Rebuilds over a real broker and a real database, killed wherever they may be. */
@NullMarked
package org.diplofeed.timeline.rebuild;

import org.jspecify.annotations.NullMarked;
