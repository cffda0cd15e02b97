package org.diplofeed.log;

import java.time.Instant;
import java.util.Map;

/**
 * An event as it arrives from the log.
 *
 * @param streamVersion its place in its stream, from 1
 * @param headers the Kafka headers, {@value EventHeaders#STREAM_VERSION} and {@value EventHeaders#RECORDED_TIME}
 *     included; of a repeated one the last
 * @param payload the value; shared, not to be changed
 */
// See NewEvent.
@SuppressWarnings("ArrayRecordComponent")
public record LogEntry(
        String topic,
        int partition,
        long offset,
        String streamId,
        long streamVersion,
        Instant recordedTime,
        Map<String, String> headers,
        byte[] payload) {
    /** The place and the size: what may be restricted stays out of every log line. */
    @Override
    public String toString() {
        return "LogEntry[" + streamId + "@" + streamVersion + " at " + topic + "-" + partition + "/" + offset + ", "
                + payload.length + " bytes]";
    }
}
