package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;

/**
 * The one place where what a sender said becomes bytes for the database, and the one where it becomes a document again:
 * where it would be encrypted and erased.
 */
final class Payload {
    private Payload() {}

    static byte[] write(ObjectNode document) {
        return EventCodec.payload(document);
    }

    static ObjectNode read(byte[] bytes) {
        try {
            return FeedJson.mapper().readValue(bytes, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
