/** Rules about when things were so. */
@NullMarked
package org.diplofeed.ingest.time;

import org.jspecify.annotations.NullMarked;
