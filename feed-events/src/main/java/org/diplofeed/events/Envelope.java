package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What CloudEvents 1.0 says about an event beside its data, in Kafka's binary mode: one header an attribute.
 *
 * @param id unique within its source, for ever
 * @param type the name on the wire, with the schema version: {@code diplofeed.statement.recorded.v1}
 * @param stream the stream that it is in; its subject is the CloudEvents {@code subject}
 * @param time valid time: when what it says was so
 * @param recordedTime transaction time: when ingest put it on the record; rises strictly within a stream
 * @param streamVersion 1, 2, 3 … within the stream; 0 for an event that is not appended yet
 * @param causationId of a derived event: the id of the event that caused it
 * @param correlationId shared by all that one request caused
 * @param traceparent W3C trace context
 */
public record Envelope(
        String id,
        String source,
        String type,
        StreamId stream,
        Instant time,
        Instant recordedTime,
        long streamVersion,
        @Nullable String causationId,
        @Nullable String correlationId,
        @Nullable String traceparent) {
    public static final String CONTENT_TYPE = "application/json";

    static final String SPEC_VERSION = "1.0";

    private static final Pattern STREAM_VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");

    public Envelope {
        requireNonNull(id, "id");
        requireNonNull(source, "source");
        requireNonNull(type, "type");
        requireNonNull(stream, "stream");
        requireNonNull(time, "time");
        requireNonNull(recordedTime, "recordedTime");
    }

    /** How recordedtime is written: RFC 3339 in UTC with six fractional digits, so that text sorts as time does. */
    public static String format(Instant instant) {
        return Rfc3339.micros(instant);
    }

    /** The headers of the Kafka record, in a stable order. */
    public Map<String, String> toHeaders() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put("ce_id", id);
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_subject", stream.subject());
        headers.put("ce_time", time.toString());
        headers.put("ce_recordedtime", format(recordedTime));
        headers.put("ce_streamversion", Long.toString(streamVersion));
        putIfPresent(headers, "ce_causationid", causationId);
        putIfPresent(headers, "ce_correlationid", correlationId);
        putIfPresent(headers, "ce_traceparent", traceparent);
        headers.put("content-type", CONTENT_TYPE);
        return headers;
    }

    /**
     * Reads the headers of a record whose key is the stream id.
     *
     * @throws MalformedEvent if one is missing, cannot be read or contradicts the key; the message names it
     */
    public static Envelope fromHeaders(String key, Map<String, String> headers) {
        var stream = StreamId.parse(key);
        requireEqual(headers, "ce_specversion", SPEC_VERSION);
        requireEqual(headers, "ce_subject", stream.subject());
        return new Envelope(
                required(headers, "ce_id"),
                required(headers, "ce_source"),
                required(headers, "ce_type"),
                stream,
                instant(headers, "ce_time"),
                instant(headers, "ce_recordedtime"),
                version(headers),
                headers.get("ce_causationid"),
                headers.get("ce_correlationid"),
                headers.get("ce_traceparent"));
    }

    private static void putIfPresent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static void requireEqual(Map<String, String> headers, String name, String expected) {
        if (!required(headers, name).equals(expected)) {
            throw new MalformedEvent("header " + name + " is not what it has to be");
        }
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new MalformedEvent("header " + name + " is missing");
        }
        return value;
    }

    private static Instant instant(Map<String, String> headers, String name) {
        try {
            return Rfc3339.parse(required(headers, name));
        } catch (DateTimeParseException _) {
            throw new MalformedEvent("header " + name + " is not an RFC 3339 time");
        }
    }

    private static long version(Map<String, String> headers) {
        String text = required(headers, "ce_streamversion");
        if (!STREAM_VERSION.matcher(text).matches()) {
            throw new MalformedEvent("header ce_streamversion is not a whole number from 0");
        }
        return Long.parseLong(text);
    }
}
