/**
 * Streams of alerts as they are made (server-sent events), each from where its reader left off.
 *
 * <p>{@link org.diplofeed.alert.stream.AlertHub} reads what is new once for all streams of a newsroom and writes each
 * alert once; a stream that is behind reads for itself. Nothing is buffered for a reader that does not read.
 */
@NullMarked
package org.diplofeed.alert.stream;

import org.jspecify.annotations.NullMarked;
