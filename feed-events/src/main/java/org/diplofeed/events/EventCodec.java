package org.diplofeed.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes events. This is the one place where an event's payload is written and the one where it is read.
 *
 * <p>Stateless and safe for use by many threads.
 */
public final class EventCodec {
    private static final Pattern VERSION = Pattern.compile("\\.v([1-9][0-9]{0,3})$");

    private final Upcasters upcasters;

    public EventCodec() {
        this(Upcasters.present());
    }

    EventCodec(Upcasters upcasters) {
        this.upcasters = upcasters;
    }

    /**
     * Reads one record of the log.
     *
     * @param key the Kafka key: the stream id
     * @param headers the CloudEvents attributes in binary mode
     * @param payload the data as UTF-8 JSON
     * @throws MalformedEvent if it cannot be read, is of a type that nobody knows, or of a schema newer than this
     *     reader that changes what the older one says; the message never quotes the data
     */
    public FeedRecord decode(String key, Map<String, String> headers, byte[] payload) {
        var envelope = Envelope.fromHeaders(key, headers);
        return decode(envelope, tree(payload));
    }

    /** Reads an event whose envelope and document are at hand. */
    public FeedRecord decode(Envelope envelope, ObjectNode document) {
        var type = EventType.ofWireName(envelope.type())
                .orElseThrow(() -> new MalformedEvent("unknown event type " + envelope.type()));
        int version = versionOf(envelope.type());
        int present = upcasters.presentVersion(type);
        if (version > present) {
            throw new MalformedEvent("a schema newer than this reader: %s version %d, known up to %d"
                    .formatted(type.stem(), version, present));
        }
        var data = upcasters.lift(type, version, document);
        return new FeedRecord(envelope, type.toEvent(value(data, type.dataClass())), data);
    }

    /**
     * Reads a document as one of the contract's types.
     *
     * @throws MalformedEvent if it is none; the message says where
     */
    public static <T> T value(JsonNode document, Class<T> type) {
        try {
            return FeedJson.mapper().treeToValue(document, type);
        } catch (JsonProcessingException e) {
            throw Malformed.of(e);
        }
    }

    /** An event's data as a document. */
    public static ObjectNode document(FeedEvent event) {
        return FeedJson.mapper().valueToTree(event.data());
    }

    /** A document as it is written on the log: UTF-8 JSON. */
    public static byte[] payload(ObjectNode document) {
        try {
            return FeedJson.mapper().writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw Malformed.of(e);
        }
    }

    private static ObjectNode tree(byte[] payload) {
        try {
            if (FeedJson.mapper().readTree(payload) instanceof ObjectNode object) {
                return object;
            }
            throw new MalformedEvent("the data is not a JSON object");
        } catch (IOException e) {
            throw Malformed.of(e);
        }
    }

    private static int versionOf(String wireName) {
        Matcher matcher = VERSION.matcher(wireName);
        if (!matcher.find()) {
            throw new MalformedEvent("no schema version in event type " + wireName);
        }
        return Integer.parseInt(matcher.group(1));
    }
}
