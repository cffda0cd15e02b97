/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.record;

import org.jspecify.annotations.NullMarked;
