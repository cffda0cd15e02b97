package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody decided on and nobody has recorded yet.
 *
 * @param streamId the stream, which is also its Kafka key: {@code statement/st.x}; 1 to {@value #MAX_STREAM_ID_BYTES}
 *     bytes in UTF-8
 * @param topic the topic it goes to
 * @param headers Kafka headers, CloudEvents binary mode; {@value EventHeaders#STREAM_VERSION} and
 *     {@value EventHeaders#RECORDED_TIME} are set by {@link EventLedger#append}, whatever is given
 * @param payload the value; not copied, so the caller gives it away
 * @param author who had it recorded, which stays in the ledger; null where nobody did
 * @param notBefore the event is recorded at this time at the earliest; for an event that follows from another one,
 *     whose recordedtime it must not undercut
 */
// A payload travels from request to socket; copying it into an immutable wrapper at each step would only cost.
@SuppressWarnings("ArrayRecordComponent")
public record NewEvent(
        String streamId,
        String topic,
        Map<String, String> headers,
        byte[] payload,
        @Nullable String author,
        @Nullable Instant notBefore) {
    /** The longest stream id, in bytes of UTF-8: it is a key in btree indexes. */
    public static final int MAX_STREAM_ID_BYTES = 512;

    /** The largest event, headers and payload together: below what a broker takes by default (1 MiB with framing). */
    public static final int MAX_BYTES = 1_000_000;

    /**
     * Refuses what Postgres or the broker could not take, so that an accepted event can always be stored and published.
     *
     * @throws IllegalArgumentException naming the rule that is broken, never the content
     */
    public NewEvent {
        headers = withoutWhatTheLedgerSets(headers);
        if (!StorableText.isStreamId(streamId)) {
            throw new IllegalArgumentException("a stream id has 1 to 512 bytes, no NUL and no lone surrogate");
        }
        if (author != null && !StorableText.isStorable(author)) {
            throw new IllegalArgumentException("the author's name holds a NUL or a lone surrogate");
        }
        if (topic.isBlank()) {
            throw new IllegalArgumentException("an event needs a topic");
        }
        long size = payload.length;
        for (var header : headers.entrySet()) {
            if (!StorableText.isStorable(header.getKey()) || !StorableText.isStorable(header.getValue())) {
                throw new IllegalArgumentException("a header holds a NUL or a lone surrogate");
            }
            size += header.getKey().getBytes(UTF_8).length + header.getValue().getBytes(UTF_8).length;
        }
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("an event has at most " + MAX_BYTES + " bytes, this one " + size);
        }
    }

    private static Map<String, String> withoutWhatTheLedgerSets(Map<String, String> headers) {
        var own = new HashMap<>(headers);
        own.remove(EventHeaders.STREAM_VERSION);
        own.remove(EventHeaders.RECORDED_TIME);
        return Map.copyOf(own);
    }

    /** An event that may be recorded at any time, and that nobody had recorded. */
    public NewEvent(String streamId, String topic, Map<String, String> headers, byte[] payload) {
        this(streamId, topic, headers, payload, null, null);
    }

    /** An event that nobody had recorded. */
    public NewEvent(
            String streamId, String topic, Map<String, String> headers, byte[] payload, @Nullable Instant notBefore) {
        this(streamId, topic, headers, payload, null, notBefore);
    }

    /** The stream and the size: what may be restricted stays out of every log line. */
    @Override
    public String toString() {
        return "NewEvent[" + streamId + ", " + payload.length + " bytes]";
    }
}
