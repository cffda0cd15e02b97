package org.diplofeed.cli.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Map;
import org.diplofeed.cli.stack.StackFailure;

/**
 * A line of an export: an event as it is on the log, and where it is in the order of the file.
 *
 * @param text the line as it was read, which goes on as it is
 */
record BackupLine(String text, Instant recorded, String stream, long version) {
    /** The order of an export: recordedtime, stream, version. */
    static final Comparator<BackupLine> ORDER = Comparator.comparing(BackupLine::recorded)
            .thenComparing(BackupLine::stream)
            .thenComparingLong(BackupLine::version);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> TOPICS = Map.of(
            "actor", "reference",
            "issue", "reference",
            "claim", "reference",
            "statement", "statements",
            "meeting", "meetings",
            "position", "shifts",
            "meeting-notices", "shifts",
            "claim-notices", "shifts",
            "document-notices", "shifts");

    static JsonNode json(String text, long number) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new StackFailure("line " + number + " is not JSON", e);
        }
    }

    static BackupLine of(String text, long number) {
        return of(text, json(text, number), number);
    }

    static BackupLine of(String text, JsonNode json, long number) {
        try {
            return new BackupLine(
                    text,
                    Instant.parse(json.path("recordedtime").asText()),
                    json.path("partitionkey").asText(),
                    json.path("streamversion").asLong());
        } catch (DateTimeParseException e) {
            throw new StackFailure("line " + number + " is no event of a log", e);
        }
    }

    /** The topic that its stream is on. */
    String topic() {
        int slash = stream.indexOf('/');
        var topic = slash < 0 ? null : TOPICS.get(stream.substring(0, slash));
        if (topic == null) {
            throw new StackFailure("an event of a kind that is not known here: " + stream);
        }
        return topic;
    }
}
