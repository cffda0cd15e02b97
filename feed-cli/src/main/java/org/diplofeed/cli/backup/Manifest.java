package org.diplofeed.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last line of an export, CloudEvents like the others: what was asked for, and what there is. A file
 * without its last line was cut off.
 */
final class Manifest {
    static final String BEGUN = "diplofeed.export.begun.v1";
    static final String ENDED = "diplofeed.export.ended.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Manifest() {}

    /**
     * The first line.
     *
     * @param completeUntil null where it says nothing
     * @param whole whether nothing is left out of the log up to a time, so that it can be restored
     */
    static String begun(
            String id, Instant now, @Nullable Instant completeUntil, boolean whole, Map<String, String> filter) {
        var data = JSON.createObjectNode();
        data.put("whole", whole);
        if (completeUntil != null) {
            data.put("completeUntil", completeUntil.toString());
        }
        data.set("filter", JSON.valueToTree(new TreeMap<>(filter)));
        return line(id, BEGUN, now, data);
    }

    /** The last line. */
    static String ended(String id, Instant now, Map<String, Long> events, String sha256) {
        var data = JSON.createObjectNode();
        data.set("events", JSON.valueToTree(new TreeMap<>(events)));
        data.put("sha256", sha256);
        return line(id, ENDED, now, data);
    }

    static boolean is(String type, JsonNode line) {
        return line.path("type").asText().equals(type);
    }

    private static String line(String id, String type, Instant now, ObjectNode data) {
        var line = JSON.createObjectNode();
        line.put("specversion", "1.0")
                .put("id", id + "-" + type)
                .put("source", "urn:diplofeed:export")
                .put("type", type)
                .put("time", now.toString())
                .put("datacontenttype", "application/json");
        line.set("data", data);
        return line.toString();
    }
}
