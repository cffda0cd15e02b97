package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event of the log in a file, and back, with nothing lost: every attribute of the record is one in CloudEvents' JSON
 * format, also those that this reader does not know, and the key is the attribute {@code partitionkey} (CloudEvents'
 * partitioning extension).
 *
 * @param stream the record's key
 * @param headers the attributes as Kafka's binary mode has them, each with the prefix {@code ce_}
 * @param data what it says, as it stands on the log
 */
public record LoggedEvent(StreamId stream, Map<String, String> headers, ObjectNode data) {
    /** The attribute that holds the key. */
    public static final String PARTITION_KEY = "partitionkey";

    private static final String PREFIX = "ce_";
    private static final String STREAM_VERSION = "streamversion";
    private static final String CONTENT_TYPE = "content-type";
    private static final String JSON_CONTENT_TYPE = "datacontenttype";

    public LoggedEvent {
        requireNonNull(stream, "stream");
        requireNonNull(data, "data");
        headers = Map.copyOf(headers);
    }

    /** What its headers say, read. */
    public Envelope envelope() {
        return Envelope.fromHeaders(stream.toString(), headers);
    }

    /** Writes it: attributes by name, then the data. Headers that are no attribute are left out. */
    public ObjectNode write() {
        var json = FeedJson.mapper().createObjectNode();
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.equals(PREFIX + STREAM_VERSION)) {
                json.put(STREAM_VERSION, Long.parseLong(value));
            } else if (name.startsWith(PREFIX)) {
                json.put(name.substring(PREFIX.length()), value);
            }
        });
        json.put(PARTITION_KEY, stream.toString());
        json.put(JSON_CONTENT_TYPE, Envelope.CONTENT_TYPE);
        json.set("data", data);
        return json;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedEvent if it is no event of a log; {@link MalformedEvent#pointer()} says where, and the message
     *     quotes no value
     */
    public static LoggedEvent read(JsonNode json) {
        if (!(json instanceof ObjectNode event)) {
            throw new MalformedEvent("an event is a JSON object");
        }
        if (!(event.path("data") instanceof ObjectNode data)) {
            throw new MalformedEvent("the data is not a JSON object", "/data");
        }
        if (!event.path(JSON_CONTENT_TYPE).asText(Envelope.CONTENT_TYPE).equals(Envelope.CONTENT_TYPE)) {
            throw new MalformedEvent("the datacontenttype is not application/json", "/" + JSON_CONTENT_TYPE);
        }
        var key = event.path(PARTITION_KEY);
        if (!key.isTextual()) {
            throw new MalformedEvent("a required attribute is missing", "/" + PARTITION_KEY);
        }
        var headers = new HashMap<String, String>();
        for (var attribute : event.properties()) {
            switch (attribute.getKey()) {
                case "data", PARTITION_KEY, JSON_CONTENT_TYPE -> {}
                default -> headers.put(PREFIX + attribute.getKey(), scalar(attribute));
            }
        }
        headers.put(CONTENT_TYPE, Envelope.CONTENT_TYPE);
        var read = new LoggedEvent(StreamId.parse(key.textValue()), headers, data);
        if (read.envelope().streamVersion() < 1) {
            throw new MalformedEvent("the attribute is not a whole number from 1", "/" + STREAM_VERSION);
        }
        return read;
    }

    private static String scalar(Map.Entry<String, JsonNode> attribute) {
        if (!attribute.getValue().isValueNode() || attribute.getValue().isNull()) {
            throw new MalformedEvent(
                    "the attribute is no string and no number", MalformedEvent.pointerTo(attribute.getKey()));
        }
        return attribute.getValue().asText();
    }
}
