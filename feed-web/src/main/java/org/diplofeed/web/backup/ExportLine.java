package org.diplofeed.web.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.StreamId;
import org.diplofeed.log.StoredEvent;

/** An event as a line of an export. */
final class ExportLine {
    private ExportLine() {}

    /** @param beside attributes that it has beside its own */
    static ObjectNode of(StoredEvent event, Map<String, String> beside) {
        try {
            var data = FeedJson.mapper().readValue(event.payload(), ObjectNode.class);
            var headers = new HashMap<>(event.headers());
            headers.putAll(beside);
            return new LoggedEvent(StreamId.parse(event.streamId()), headers, data).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
