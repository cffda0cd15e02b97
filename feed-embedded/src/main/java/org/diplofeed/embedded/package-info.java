/**
 * A real Kafka broker and a real Postgres on this machine, without containers: {@link EmbeddedBroker} lives in this
 * JVM, {@link PostgresServer} beside it and no longer than it.
 */
@NullMarked
package org.diplofeed.embedded;

import org.jspecify.annotations.NullMarked;
