package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A statement or a report of a meeting, as it was known.
 *
 * @param kind STATEMENT or MEETING_REPORT
 * @param version of the record's stream
 * @param record the record itself, as it was told
 * @param highlights of a search: the texts in which words were found, as HTML with these words in {@code <mark>}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Item(
        String kind,
        String id,
        long version,
        Instant recordedtime,
        JsonNode record,
        @Nullable List<String> highlights) {
    /** What {@link #of} reads. */
    static final String COLUMNS = "r.kind, r.id, r.version, rfc3339(r.known_from), r.data";

    /** What is left of a record that was spoken off the record, for those who may see it at all. */
    private static final Set<String> WITHOUT_TEXT =
            Set.of("statementId", "reportId", "meetingId", "kind", "occurred", "attribution", "visibility", "phase");

    static Item of(Object[] row) {
        return of(row, null);
    }

    static Item of(Object[] row, @Nullable List<String> highlights) {
        return new Item(
                row[0].equals("REPORT") ? "MEETING_REPORT" : (String) row[0],
                (String) row[1],
                ((Number) row[2]).longValue(),
                Snapshot.instant(row[3]),
                fit(Names.Json.tree((String) row[4])),
                highlights);
    }

    private static JsonNode fit(JsonNode record) {
        boolean offRecord = "OFF_RECORD".equals(record.path("attribution").asText())
                || "OFF_RECORD".equals(record.at("/reportedBy/attribution").asText());
        if (offRecord && record instanceof ObjectNode object) {
            object.retain(WITHOUT_TEXT);
        }
        return record;
    }
}
