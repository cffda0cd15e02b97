/** Tests of what the front door lets in. */
@NullMarked
package org.diplofeed.ingest.door;

import org.jspecify.annotations.NullMarked;
