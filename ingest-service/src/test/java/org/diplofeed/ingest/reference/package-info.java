/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.reference;

import org.jspecify.annotations.NullMarked;
