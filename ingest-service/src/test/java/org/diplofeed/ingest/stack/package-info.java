/** A running ingest-service for tests: real broker, real Postgres, tokens. */
@NullMarked
package org.diplofeed.ingest.stack;

import org.jspecify.annotations.NullMarked;
