/** Publishing what the ledger holds: topics, the relay, its health and its measures. */
@NullMarked
package org.diplofeed.ingest.publish;

import org.jspecify.annotations.NullMarked;
