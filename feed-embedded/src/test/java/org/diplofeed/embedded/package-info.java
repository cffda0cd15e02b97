/** Broker and database across restarts and kills. */
@NullMarked
package org.diplofeed.embedded;

import org.jspecify.annotations.NullMarked;
