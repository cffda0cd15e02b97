package org.diplofeed.cli.load;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a dry run knows beyond the service: the ids that earlier lines of the same file would have brought. The service
 * records nothing, so it cannot know them; a line that is refused for such ids alone would be accepted.
 */
public final class DryRun {
    private static final String UNKNOWN = "/unknown-reference";
    private static final List<String> IDS = List.of(
            "/data/actorId",
            "/data/issueId",
            "/data/claimId",
            "/data/statementId",
            "/data/reportId",
            "/data/meetingId");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> promised = new HashSet<>();

    /** The verdict as it would be if the lines before had been recorded. */
    public JsonNode judge(EventLine line, JsonNode verdict) {
        try {
            boolean refused = verdict.path("verdict").asText().equals("refused");
            if (refused && !verdict.path("problem").path("type").asText().endsWith(UNKNOWN)) {
                return verdict;
            }
            var event = JSON.readTree(line.text());
            if (refused && !keepsPromises(event, verdict.path("problem").path("errors"))) {
                return verdict;
            }
            IDS.forEach(id -> promise(event.at(id)));
            return refused ? accepted(verdict) : verdict;
        } catch (IOException _) {
            return verdict; // No JSON, and the service has said so.
        }
    }

    private void promise(JsonNode id) {
        if (id.isTextual()) {
            promised.add(id.asText());
        }
    }

    private boolean keepsPromises(JsonNode event, JsonNode errors) {
        for (var error : errors) {
            if (!promised.contains(
                    event.at(JsonPointer.compile(error.path("pointer").asText()))
                            .asText())) {
                return false;
            }
        }
        return !errors.isEmpty();
    }

    private static ObjectNode accepted(JsonNode verdict) {
        return JSON.createObjectNode()
                .put("line", verdict.path("line").asLong())
                .put("verdict", "accepted");
    }
}
