/**
 * Generations of the read model: each is a schema of its own with all that can be made of the log again, and one of
 * them is live. What was told, and the ledger by which it is published, exist once and belong to none.
 */
@NullMarked
package org.diplofeed.timeline.generation;

import org.jspecify.annotations.NullMarked;
