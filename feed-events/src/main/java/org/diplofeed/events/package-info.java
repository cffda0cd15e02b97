/** The contract of the feed: what an event is, which there are, and how they look on the wire. */
@NullMarked
package org.diplofeed.events;

import org.jspecify.annotations.NullMarked;
