/**
 * Events in CloudEvents' own form: one, a batch, or a stream of lines of any length.
 * {@link org.diplofeed.ingest.events.CloudEventReader} makes commands of them.
 */
@NullMarked
package org.diplofeed.ingest.events;

import org.jspecify.annotations.NullMarked;
