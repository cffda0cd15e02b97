/** How much waits to be published, as operators see it, in a service with {@code diplofeed.ledger=true}. */
@NullMarked
package org.diplofeed.web.outbox;

import org.jspecify.annotations.NullMarked;
