/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.publish;

import org.jspecify.annotations.NullMarked;
