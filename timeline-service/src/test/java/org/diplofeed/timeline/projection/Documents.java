package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Documents of records as ingest lets them through, with what a test does not care about filled in. */
public final class Documents {
    private Documents() {}

    /** A statement of one speaker for XAA at a time; what else it says is set by the caller. */
    public static ObjectNode statement(
            String id, Object at, Object speaker, Object authority, Object attribution, List<?> assertions) {
        return Log.document(
                "statementId",
                id,
                "kind",
                "UTTERANCE",
                "occurred",
                Map.of("from", at, "to", at, "precision", "INSTANT"),
                "speaker",
                Map.of("actorId", speaker),
                "onBehalfOf",
                List.of("XAA"),
                "authority",
                authority,
                "attribution",
                attribution,
                "speechAct",
                "STATE",
                "channel",
                "SITE",
                "summary",
                "says something",
                "assertions",
                assertions,
                "source",
                Map.of(
                        "sourceId",
                        "src",
                        "kind",
                        "NEWS_ARTICLE",
                        "publisher",
                        "paper",
                        "originGroup",
                        "wire",
                        "publishedAt",
                        "2030-01-01",
                        "language",
                        "en",
                        "reliability",
                        "B"));
    }

    /** That XAA holds something on an issue, in its own voice. */
    public static Map<String, Object> position(String issue, Object stance, Object firmness) {
        return Map.of(
                "type",
                "POSITION",
                "holder",
                "XAA",
                "issueId",
                issue,
                "stance",
                stance,
                "firmness",
                firmness,
                "voice",
                "SELF");
    }
}
