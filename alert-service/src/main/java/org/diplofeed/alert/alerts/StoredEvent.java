package org.diplofeed.alert.alerts;

import static org.diplofeed.events.StreamKind.POSITION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.diplofeed.alert.match.Occasion;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;

/** A derived event as the service keeps it: without what alerts are not made of, its source, stream and version. */
public final class StoredEvent {
    private static final EventCodec CODEC = new EventCodec();

    private StoredEvent() {}

    /** What it gives reason to tell, or empty for one that alerts know nothing of. */
    public static Optional<Occasion> occasion(
            String eventId, String type, Instant occurred, Instant recorded, byte[] payload) {
        return derived(eventId, type, occurred, recorded, payload).map(Derived::occasion);
    }

    static Optional<Derived> derived(String eventId, String type, Instant occurred, Instant recorded, byte[] payload) {
        var envelope = new Envelope(eventId, "", type, POSITION.of("-"), occurred, recorded, 0, null, null, null);
        try {
            var document = (ObjectNode) FeedJson.mapper().readTree(payload);
            return Occasion.of(CODEC.decode(envelope, document).event(), occurred)
                    .map(occasion -> new Derived(envelope, occasion, payload));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
