/**
 * The contract of the feed: which events there are, what they say, and how they look on the wire.
 *
 * <p>{@link FeedEvent} is the family of events, {@link Envelope} what stands beside an event's data, {@link EventCodec}
 * the way between them and the log, {@link CloudEventJson} the form in requests and files. What clients may send is in
 * the JSON Schemas of the resources below {@code schema}: closed, where reading is open. Here is no framework, no clock
 * and no input or output.
 */
@NullMarked
package org.diplofeed.events;

import org.jspecify.annotations.NullMarked;
