package org.diplofeed.alert.stream;

import jakarta.ws.rs.sse.OutboundSseEvent;

/**
 * An alert as every stream sends it: written once, shared by all.
 *
 * @param place in the order of its newsroom
 * @param rehearsed whether only those hear of it who asked for its subscription
 */
record Told(long place, String subscriptionId, boolean rehearsed, OutboundSseEvent event) {}
