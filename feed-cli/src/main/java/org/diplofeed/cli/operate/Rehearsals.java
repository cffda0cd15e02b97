package org.diplofeed.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.diplofeed.cli.demo.FeedApi;

/** alert-service's rehearsals, as an operator sees them. */
public record Rehearsals(FeedApi api) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/admin/rehearsals";

    /** The newest first. */
    public List<JsonNode> list() {
        return FeedApi.expect("asking for rehearsals", api.get(PATH))
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    /** How much there is to play. */
    public JsonNode count(ObjectNode what) {
        return FeedApi.expect("counting events", api.post(PATH, what.deepCopy().put("dryRun", true)))
                .body();
    }

    /** Begins one, and tells how it stands. */
    public JsonNode start(ObjectNode what) {
        return FeedApi.expect("beginning a rehearsal", api.post(PATH, what)).body();
    }

    /** How one stands. */
    public JsonNode get(String id) {
        return FeedApi.expect("asking how far it is", api.get(PATH + "/" + FeedApi.segment(id)))
                .body();
    }

    /** Ends one where it is, and tells how it stands. */
    public JsonNode cancel(String id) {
        return FeedApi.expect(
                        "cancelling a rehearsal",
                        api.post(PATH + "/" + FeedApi.segment(id) + "/cancel", JSON.createObjectNode()))
                .body();
    }
}
