/**
 * The system on one machine: broker, database and the three services as one {@link Stack}, which lives as long as the
 * process that started it and no longer.
 */
@NullMarked
package org.diplofeed.cli.stack;

import org.jspecify.annotations.NullMarked;
