package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log before anybody relies on it: anything may stand in it.
 *
 * @param streamId its key; of a record without a usable one a name made of its topic and partition, so that what cannot
 *     be told apart is parked together
 */
// See NewEvent.
@SuppressWarnings("ArrayRecordComponent")
record RawRecord(
        String topic,
        int partition,
        long offset,
        String streamId,
        boolean keyed,
        Map<String, String> headers,
        byte @Nullable [] payload) {

    /** What reading the envelope gave. */
    sealed interface Reading {
        record Intact(LogEntry entry) implements Reading {}

        /**
         * A record that cannot be placed in a stream.
         *
         * @param fault which part of the envelope is missing or broken, without its content
         */
        record Unreadable(String fault) implements Reading {}
    }

    static RawRecord of(ConsumerRecord<byte[], byte[]> consumed) {
        var headers = new HashMap<String, String>();
        for (var header : consumed.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        byte @Nullable [] keyBytes = consumed.key();
        var key = keyBytes == null ? "" : new String(keyBytes, UTF_8);
        boolean keyed = StorableText.isStreamId(key);
        return new RawRecord(
                consumed.topic(),
                consumed.partition(),
                consumed.offset(),
                keyed ? key : unkeyed(consumed.topic(), consumed.partition()),
                keyed,
                Map.copyOf(headers),
                consumed.value());
    }

    /** The stream that records without a usable key are parked in. */
    static String unkeyed(String topic, int partition) {
        return "unkeyed/" + topic + "/" + partition;
    }

    static RawRecord of(LogEntry entry) {
        return new RawRecord(
                entry.topic(),
                entry.partition(),
                entry.offset(),
                entry.streamId(),
                true,
                entry.headers(),
                entry.payload());
    }

    Reading read() {
        var value = payload;
        if (!keyed) {
            return new Reading.Unreadable("key missing or unusable");
        }
        if (value == null) {
            return new Reading.Unreadable("value missing");
        }
        long version = version();
        if (version < 1) {
            return new Reading.Unreadable(EventHeaders.STREAM_VERSION + " missing or not a version");
        }
        var recorded = recordedTime();
        if (recorded == null) {
            return new Reading.Unreadable(EventHeaders.RECORDED_TIME + " missing or not a time");
        }
        return new Reading.Intact(new LogEntry(topic, partition, offset, streamId, version, recorded, headers, value));
    }

    /** The stream version; 0 when there is none. */
    private long version() {
        try {
            return Math.max(0, Long.parseLong(headers.getOrDefault(EventHeaders.STREAM_VERSION, "")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private @Nullable Instant recordedTime() {
        try {
            var time = OffsetDateTime.parse(headers.getOrDefault(EventHeaders.RECORDED_TIME, ""));
            boolean storable = time.getYear() >= 1 && time.getYear() <= 9999;
            return storable ? time.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The place and the size: what may be restricted stays out of every log line. */
    @Override
    public String toString() {
        var value = payload;
        return "RawRecord[" + topic + "-" + partition + "/" + offset + ", " + (value == null ? 0 : value.length)
                + " bytes]";
    }
}
