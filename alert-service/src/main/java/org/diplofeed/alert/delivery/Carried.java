package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.diplofeed.alert.alerts.AlertHead;
import org.diplofeed.alert.timing.Subject;
import org.diplofeed.events.FeedJson;

/** An alert in a delivery, and what it is made from. */
// The bytes are never changed and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Carried(AlertHead head, Subject subject, byte[] event) {
    /** The event as a document. */
    JsonNode document() {
        try {
            return FeedJson.mapper().readTree(event);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
