/** Tests of the audit of refusals. */
@NullMarked
package org.diplofeed.ingest.audit;

import org.jspecify.annotations.NullMarked;
