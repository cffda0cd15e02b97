/**
 * The desk: takes commands, decides each against what is on the record, and writes what was decided in one transaction
 * per batch.
 *
 * <p>A {@link org.diplofeed.ingest.desk.Command} says what it needs to see and decides by itself, purely;
 * {@link org.diplofeed.ingest.desk.Desk} locks, loads, asks it, appends and remembers the answer. Nothing here knows
 * what a statement is.
 */
@NullMarked
package org.diplofeed.ingest.desk;

import org.jspecify.annotations.NullMarked;
