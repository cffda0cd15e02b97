/**
 * Import: files of events of any length go onto the record.
 *
 * <p>{@link org.diplofeed.cli.load.EventFile} makes lines of whatever form a file has,
 * {@link org.diplofeed.cli.load.EventStream} sends them in one request and hears a verdict for each, and
 * {@link org.diplofeed.cli.load.Import} keeps what has no verdict yet, so that a break costs nothing but time.
 */
@NullMarked
package org.diplofeed.cli.load;

import org.jspecify.annotations.NullMarked;
