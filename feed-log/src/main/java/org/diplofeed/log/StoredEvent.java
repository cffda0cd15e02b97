package org.diplofeed.log;

import java.time.Instant;
import java.util.Map;

/**
 * An event as the ledger keeps it.
 *
 * @param headers as they go onto the wire, stream version and recorded time included
 * @param payload the value; shared, not to be changed
 */
// See NewEvent.
@SuppressWarnings("ArrayRecordComponent")
public record StoredEvent(
        String streamId,
        long version,
        Instant recordedTime,
        String topic,
        Map<String, String> headers,
        byte[] payload) {
    /** The place and the size: what may be restricted stays out of every log line. */
    @Override
    public String toString() {
        return "StoredEvent[" + streamId + "@" + version + ", " + payload.length + " bytes]";
    }
}
