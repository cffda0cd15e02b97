/** Tests of the package of the same name. */
@NullMarked
package org.diplofeed.ingest.statement;

import org.jspecify.annotations.NullMarked;
