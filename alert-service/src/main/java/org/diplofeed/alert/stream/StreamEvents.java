package org.diplofeed.alert.stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.diplofeed.events.FeedJson;

/** Writes what goes over a stream. */
final class StreamEvents {
    private final Sse sse;

    StreamEvents(Sse sse) {
        this.sse = sse;
    }

    /** An alert, as a webhook would carry it; its id is what to come back with. */
    OutboundSseEvent alert(String alertId, String type, String message) {
        return event(alertId, type, message);
    }

    /** The first event: where the stream begins. */
    OutboundSseEvent opened(StreamStart start) {
        var data =
                FeedJson.mapper().createObjectNode().put("after", start.after()).put("gap", start.gap());
        return event(start.after(), "stream.opened", data.toString());
    }

    /** The last event of a stream that the service ends. */
    OutboundSseEvent closed(String reason) {
        var data = FeedJson.mapper().createObjectNode().put("reason", reason);
        return sse.newEventBuilder()
                .name("stream.closed")
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, data.toString())
                .build();
    }

    /** Keeps the way open. */
    OutboundSseEvent heartbeat() {
        return sse.newEventBuilder().comment("").build();
    }

    private OutboundSseEvent event(String id, String type, String data) {
        return sse.newEventBuilder()
                .id(id)
                .name(type)
                .mediaType(MediaType.TEXT_PLAIN_TYPE)
                .data(String.class, data)
                .build();
    }
}
