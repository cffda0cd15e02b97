/** Tests of the service as a whole: its walls, its defaults, its interface. */
@NullMarked
package org.diplofeed.ingest;

import org.jspecify.annotations.NullMarked;
