package org.diplofeed.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON format of CloudEvents 1.0: one event, attributes and data, in one JSON object.
 *
 * <p>An attribute that is null is absent, as the specification has it. An attribute that the feed does not know is
 * refused by its name rather than dropped, and so is {@code data_base64}: the feed's data is JSON.
 */
public final class CloudEventJson {
    /** The media type of one event. */
    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** The media type of an array of events. */
    public static final String BATCH_MEDIA_TYPE = "application/cloudevents-batch+json";

    private static final Set<String> ATTRIBUTES = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "recordedtime",
            "streamversion",
            "causationid",
            "correlationid",
            "traceparent",
            "datacontenttype",
            "data");

    private CloudEventJson() {}

    /**
     * Reads one event. Whether its data fits its type is the schemas' concern, not looked at here.
     *
     * @throws MalformedEvent if it is none; {@link MalformedEvent#pointer()} says where, and the message quotes no
     *     value
     */
    public static CloudEvent read(JsonNode json) {
        if (!(json instanceof ObjectNode event)) {
            throw new MalformedEvent("a CloudEvent is a JSON object");
        }
        event.fieldNames().forEachRemaining(name -> {
            if (!ATTRIBUTES.contains(name)) {
                throw new MalformedEvent("unknown attribute", MalformedEvent.pointerTo(name));
            }
        });
        if (!required(event, "specversion").equals(Envelope.SPEC_VERSION)) {
            throw new MalformedEvent("the specversion is not 1.0", "/specversion");
        }
        String contentType = text(event, "datacontenttype");
        if (contentType != null && !contentType.equals(Envelope.CONTENT_TYPE)) {
            throw new MalformedEvent("the datacontenttype is not application/json", "/datacontenttype");
        }
        return new CloudEvent(
                required(event, "id"),
                required(event, "source"),
                required(event, "type"),
                text(event, "subject"),
                instant(event, "time"),
                instant(event, "recordedtime"),
                version(event),
                text(event, "causationid"),
                text(event, "correlationid"),
                text(event, "traceparent"),
                data(event));
    }

    /** Writes one event, its attributes in a stable order. */
    public static ObjectNode write(CloudEvent event) {
        var json = FeedJson.mapper().createObjectNode();
        json.put("specversion", Envelope.SPEC_VERSION);
        json.put("id", event.id());
        json.put("source", event.source());
        json.put("type", event.type());
        putIfPresent(json, "subject", event.subject());
        putIfPresent(json, "time", event.time() == null ? null : event.time().toString());
        putIfPresent(json, "recordedtime", event.recordedTime() == null ? null : Envelope.format(event.recordedTime()));
        if (event.streamVersion() != null) {
            json.put("streamversion", event.streamVersion());
        }
        putIfPresent(json, "causationid", event.causationId());
        putIfPresent(json, "correlationid", event.correlationId());
        putIfPresent(json, "traceparent", event.traceparent());
        json.put("datacontenttype", Envelope.CONTENT_TYPE);
        json.set("data", event.data());
        return json;
    }

    private static void putIfPresent(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static String required(ObjectNode event, String name) {
        String value = text(event, name);
        if (value == null || value.isEmpty()) {
            throw new MalformedEvent("a required attribute is missing", MalformedEvent.pointerTo(name));
        }
        return value;
    }

    private static @Nullable String text(ObjectNode event, String name) {
        var value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new MalformedEvent("the attribute is not a string", MalformedEvent.pointerTo(name));
        }
        return value.textValue();
    }

    private static @Nullable Instant instant(ObjectNode event, String name) {
        String text = text(event, name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw new MalformedEvent("the attribute is not an RFC 3339 time", MalformedEvent.pointerTo(name));
        }
    }

    private static @Nullable Long version(ObjectNode event) {
        var value = event.path("streamversion");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw new MalformedEvent("the attribute is not a whole number from 1", "/streamversion");
        }
        return value.longValue();
    }

    private static ObjectNode data(ObjectNode event) {
        if (event.path("data") instanceof ObjectNode data) {
            return data;
        }
        throw new MalformedEvent("the data is not a JSON object", "/data");
    }
}
