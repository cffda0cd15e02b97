/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.meeting;

import org.jspecify.annotations.NullMarked;
