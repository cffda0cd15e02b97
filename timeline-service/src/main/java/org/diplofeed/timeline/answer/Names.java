package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.FeedJson;
import org.diplofeed.timeline.answer.Definition.Kind;
import org.jspecify.annotations.Nullable;

/** Definitions as they were known, for naming what answers are about. */
record Names(Map<String, JsonNode> definitions) {
    /** The definitions of these ids, of whatever kind. */
    static Uni<Names> of(Snapshot snapshot, List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(new Names(Map.of()));
        }
        return snapshot.rows(
                        "select d.kind, d.id, d.data from definition d where d.kind in ('ACTOR', 'ISSUE', 'CLAIM')"
                                + " and d.id = any(" + Snapshot.list("ids") + ") and " + Snapshot.known("d"),
                        Map.of("ids", Snapshot.texts(ids)))
                .map(rows -> {
                    var definitions = new HashMap<String, JsonNode>();
                    rows.forEach(row -> definitions.put(row[0] + " " + row[1], Json.tree((String) row[2])));
                    return new Names(definitions);
                });
    }

    boolean knows(Kind kind, String id) {
        return definitions.containsKey(kind + " " + id);
    }

    /** A definition; missing where there is none. */
    JsonNode of(Kind kind, String id) {
        return definitions.getOrDefault(kind + " " + id, MissingNode.getInstance());
    }

    @Nullable
    String actorName(String id) {
        return of(Kind.ACTOR, id).path("name").asText(null);
    }

    @Nullable
    String proposition(String issueId) {
        return of(Kind.ISSUE, issueId).path("proposition").asText(null);
    }

    List<String> topics(String issueId) {
        var topics = new ArrayList<String>();
        of(Kind.ISSUE, issueId).path("topics").forEach(topic -> topics.add(topic.asText()));
        return topics;
    }

    /** Stored JSON. */
    static final class Json {
        private Json() {}

        static JsonNode tree(String json) {
            try {
                return FeedJson.mapper().readTree(json);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new IllegalStateException("what this service has stored cannot be read", e);
            }
        }
    }
}
