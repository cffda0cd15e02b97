/** Puts records on the feed. */
@NullMarked
package org.diplofeed.ingest;

import org.jspecify.annotations.NullMarked;
