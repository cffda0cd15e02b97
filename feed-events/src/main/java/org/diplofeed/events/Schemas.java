package org.diplofeed.events;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;

/**
 * The JSON Schemas (draft 2020-12) of what clients send, on the class path beside this code.
 *
 * <p>They are closed, where reading the log is open: a property or a value that a schema does not name is refused at
 * the door, while what a newer ingest let in is read and kept. Derived events have none, for nobody sends them.
 */
public final class Schemas {
    /** What each schema's {@code $id} begins with; the file's name follows. */
    public static final String ID_PREFIX = "https://diplofeed.org/schema/";

    /** Where the files are on the class path. */
    public static final String RESOURCES = "org/diplofeed/events/schema/";

    /** The schema of a CloudEvent in JSON format, which leads to that of its data. */
    public static final String CLOUD_EVENT = ID_PREFIX + "cloudevent.v1.json";

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
    public static String of(EventType type) {
        String name = BY_TYPE.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type.wireName() + " is derived: nobody sends it");
        }
        return ID_PREFIX + name + ".v" + type.version() + ".json";
    }

    /** The types that clients send, by the name on the wire. */
    public static Map<String, EventType> accepted() {
        return Arrays.stream(EventType.values())
                .filter(BY_TYPE::containsKey)
                .collect(toUnmodifiableMap(EventType::wireName, type -> type));
    }
}
