/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.desk;

import org.jspecify.annotations.NullMarked;
