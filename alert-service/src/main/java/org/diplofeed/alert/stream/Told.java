package org.diplofeed.alert.stream;

import jakarta.ws.rs.sse.OutboundSseEvent;

/**
 * An alert as every stream sends it: written once, shared by all.
 *
 * @param place in the order of its newsroom
 */
record Told(long place, String subscriptionId, OutboundSseEvent event) {}
