package org.diplofeed.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;

/** The JSON Schemas of what clients send. Derived events have none, for nobody sends them. */
final class Schemas {
    /** What each schema's {@code $id} begins with; the file's name follows. */
    static final String ID_PREFIX = "https://diplofeed.org/schema/";

    /** Where the files are on the class path. */
    static final String RESOURCES = "org/diplofeed/events/schema/";

    /** The schema of a CloudEvent in JSON format, which leads to that of its data. */
    static final String CLOUD_EVENT = ID_PREFIX + "cloudevent.v1.json";

    private static final Map<EventType, String> BY_TYPE = Map.of(
            EventType.ACTOR_DEFINED, "actor",
            EventType.ISSUE_DEFINED, "issue",
            EventType.CLAIM_DEFINED, "claim",
            EventType.STATEMENT_RECORDED, "statement",
            EventType.MEETING_REPORTED, "meeting-report",
            EventType.RECORD_CORRECTED, "correction",
            EventType.RECORD_RETRACTED, "retraction",
            EventType.RECORDS_LINKED, "link");

    private Schemas() {}

    /**
     * The {@code $id} of the schema of an event's data.
     *
     * @throws IllegalArgumentException for a derived event
     */
    static String of(EventType type) {
        String name = BY_TYPE.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type.wireName() + " is derived: nobody sends it");
        }
        return ID_PREFIX + name + ".v" + type.version() + ".json";
    }

    /** The types that clients send, by the name on the wire. */
    static Map<String, EventType> accepted() {
        return Arrays.stream(EventType.values())
                .filter(BY_TYPE::containsKey)
                .collect(toUnmodifiableMap(EventType::wireName, type -> type));
    }
}
