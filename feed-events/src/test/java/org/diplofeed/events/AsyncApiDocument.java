package org.diplofeed.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The topics as AsyncAPI 3 has it, made of the contract: its topics, types, schemas and records. */
final class AsyncApiDocument {
    private static final String SCHEMAS = "../../feed-events/src/main/resources/org/diplofeed/events/schema/";

    /** The schemas of what clients may send; the log holds it as it was sent. */
    private static final Map<EventType, String> FILES = Map.of(
            EventType.ACTOR_DEFINED, "actor",
            EventType.ISSUE_DEFINED, "issue",
            EventType.CLAIM_DEFINED, "claim",
            EventType.STATEMENT_RECORDED, "statement",
            EventType.MEETING_REPORTED, "meeting-report",
            EventType.RECORD_CORRECTED, "correction",
            EventType.RECORD_RETRACTED, "retraction",
            EventType.RECORDS_LINKED, "link");

    private static final Map<Topic, String> ABOUT = Map.of(
            Topic.STATEMENTS,
            "What was said, and what became of it. Key: statement/{statementId}.",
            Topic.MEETINGS,
            "What was reported of meetings, and what became of it. Key: meeting/{meetingId}.",
            Topic.REFERENCE,
            "Actors, issues and claims; the last definition of each holds. Key: actor/, issue/ or "
                    + "claim/ and the id.",
            Topic.SHIFTS,
            "What the timeline derives: shifts, their withdrawals, revised history, notices. Key: the "
                    + "position's, meeting's, claim's or document's stream.");

    private final ObjectNode root = FeedJson.mapper().createObjectNode();
    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    private AsyncApiDocument() {}

    static JsonNode of() {
        return new AsyncApiDocument().build();
    }

    private JsonNode build() {
        root.put("asyncapi", "3.0.0");
        root.put("id", "urn:diplofeed:log");
        var info = root.putObject("info");
        info.put("title", "diplofeed log")
                .put("version", "1")
                .put(
                        "description",
                        "The topics that the feed writes. CloudEvents 1.0 in Kafka's binary mode: attributes are headers, "
                                + "the value is the data as JSON. Topics keep everything and are not compacted. Order is "
                                + "by key: streamversion counts 1, 2, 3 in a stream without a hole; what is lower than "
                                + "seen is a repetition. Readers survive properties and enum values that they do not "
                                + "know.");
        info.putObject("contact").put("name", "diplofeed").put("url", "https://diplofeed.org");
        info.putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0.txt");
        info.putArray("tags").addObject().put("name", "events").put("description", "What happened.");
        root.put("defaultContentType", Envelope.CONTENT_TYPE);
        root.putObject("servers")
                .putObject("local")
                .put("host", "localhost:19092")
                .put("protocol", "kafka")
                .put("description", "The local stack's broker.");
        var channels = root.putObject("channels");
        var operations = root.putObject("operations");
        for (var topic : Topic.values()) {
            channel(topic, channels.putObject(topic.name("")));
            operation(topic, operations.putObject("send-" + topic.name("")));
        }
        var components = root.putObject("components");
        var messages = components.putObject("messages");
        for (var type : EventType.values()) {
            message(type, messages.putObject(type.wireName()));
        }
        var described = components.putObject("schemas");
        described.set("Headers", headers());
        schemas.forEach(described::set);
        return root;
    }

    private static void channel(Topic topic, ObjectNode channel) {
        channel.put("address", topic.name("diplofeed."))
                .put("title", topic.name(""))
                .put("description", ABOUT.get(topic));
        var messages = channel.putObject("messages");
        typesOn(topic)
                .forEach(type ->
                        messages.putObject(type.wireName()).put("$ref", "#/components/messages/" + type.wireName()));
        var kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name("diplofeed.")).put("partitions", 12).put("bindingVersion", "0.5.0");
        kafka.putObject("topicConfiguration")
                .put("retention.ms", -1)
                .put("retention.bytes", -1)
                .putArray("cleanup.policy")
                .add("delete");
    }

    private static void operation(Topic topic, ObjectNode operation) {
        operation
                .put("action", "send")
                .put("title", "Tell of " + topic.name(""))
                .put("summary", "Written by the feed alone; anybody may read.")
                .put("description", ABOUT.get(topic));
        operation.putObject("channel").put("$ref", "#/channels/" + topic.name(""));
        var messages = operation.putArray("messages");
        typesOn(topic)
                .forEach(type -> messages.addObject()
                        .put("$ref", "#/channels/" + topic.name("") + "/messages/" + type.wireName()));
    }

    private static List<EventType> typesOn(Topic topic) {
        return Arrays.stream(EventType.values())
                .filter(type -> topics(type).contains(topic))
                .toList();
    }

    private static Set<Topic> topics(EventType type) {
        return switch (type) {
            case ACTOR_DEFINED, ISSUE_DEFINED, CLAIM_DEFINED -> Set.of(Topic.REFERENCE);
            case STATEMENT_RECORDED -> Set.of(Topic.STATEMENTS);
            case MEETING_REPORTED -> Set.of(Topic.MEETINGS);
            case RECORD_CORRECTED, RECORD_RETRACTED, RECORDS_LINKED -> Set.of(Topic.STATEMENTS, Topic.MEETINGS);
            case SHIFT_CONFIRMED, SHIFT_WITHDRAWN, HISTORY_REVISED, NOTICE_RAISED -> Set.of(Topic.SHIFTS);
        };
    }

    private void message(EventType type, ObjectNode message) {
        var file = FILES.get(type);
        message.put("name", type.wireName())
                .put("title", type.dataClass().getSimpleName())
                .put("contentType", Envelope.CONTENT_TYPE)
                .put("description", "An event of type " + type.wireName() + ".");
        message.putObject("headers").put("$ref", "#/components/schemas/Headers");
        message.putObject("payload")
                .put("$ref", file == null ? component(type.dataClass()) : SCHEMAS + file + ".v1.json");
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string")
                .put("description", "The stream's id: kind and subject.");
    }

    private static ObjectNode headers() {
        var headers = object("The CloudEvents attributes.");
        var properties = headers.putObject("properties");
        Map.of(
                        "ce_specversion", "1.0.",
                        "ce_id", "Unique within its source.",
                        "ce_source", "Who made the event.",
                        "ce_type", "What happened, with the version of the schema of its data.",
                        "ce_subject", "What it is about.",
                        "ce_time", "Valid time: when what it says was so.",
                        "ce_recordedtime", "When it was put on the record; rises strictly within a stream.",
                        "ce_streamversion", "Its place in its stream, 1, 2, 3 without a hole.",
                        "content-type", "application/json.")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> properties
                        .putObject(header.getKey())
                        .put("type", "string")
                        .put("description", header.getValue()));
        var required = headers.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        Map.of(
                        "ce_causationid", "The event that caused this one.",
                        "ce_correlationid", "Shared by all that one request caused.",
                        "ce_knownfrom",
                                "Of a derived event: since when it can be known, where that is later than its cause's "
                                        + "recordedtime.",
                        "ce_traceparent", "W3C trace context.")
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> properties
                        .putObject(header.getKey())
                        .put("type", "string")
                        .put("description", header.getValue()));
        return headers;
    }

    /** A record as a component; its properties are the record's, and there may be others. */
    private String component(Class<?> type) {
        var name = type.getSimpleName();
        if (!schemas.containsKey(name)) {
            var schema = object("As the contract's record " + name + "; what is absent is unknown or empty.");
            schemas.put(name, schema);
            var properties = schema.putObject("properties");
            for (var member : type.getRecordComponents()) {
                properties.set(member.getName(), schema(member.getGenericType()));
            }
        }
        return "#/components/schemas/" + name;
    }

    private ObjectNode schema(Type type) {
        var schema = FeedJson.mapper().createObjectNode();
        if (type instanceof ParameterizedType list) {
            schema.put("type", "array").set("items", schema(list.getActualTypeArguments()[0]));
        } else if (type instanceof Class<?> plain) {
            describe(plain, schema);
        } else {
            throw new IllegalStateException("no schema for " + type);
        }
        return schema;
    }

    private void describe(Class<?> type, ObjectNode schema) {
        if (type == String.class) {
            schema.put("type", "string");
        } else if (type == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (type == Moment.class) {
            schema.put("type", "string").put("description", "An instant, or a date that stands for the UTC day.");
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            schema.put("type", "integer");
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type.isEnum()) {
            var values = schema.put("type", "string").putArray("examples");
            for (var constant : type.getEnumConstants()) {
                if (!constant.toString().equals("UNRECOGNIZED")) {
                    values.add(FeedJson.mapper().valueToTree(constant));
                }
            }
        } else if (type.isRecord()) {
            schema.put("$ref", component(type));
        } else {
            schema.put("type", "object");
        }
    }

    private static ObjectNode object(String description) {
        var schema = FeedJson.mapper().createObjectNode();
        schema.put("type", "object").put("description", description);
        return schema;
    }
}
