/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.events;

import org.jspecify.annotations.NullMarked;
