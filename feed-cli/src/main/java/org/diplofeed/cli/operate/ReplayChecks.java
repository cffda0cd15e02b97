package org.diplofeed.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.diplofeed.cli.demo.FeedApi;

/** A service's checks of replays, as an operator sees them. */
public record ReplayChecks(FeedApi api) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/admin/replay-checks";

    /** The newest first. */
    public List<JsonNode> list() {
        return FeedApi.expect("asking for checks", api.get(PATH))
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    /** Begins one, and tells how it stands. */
    public JsonNode start(String projection, ObjectNode part) {
        return FeedApi.expect(
                        "beginning a check",
                        api.post("/v1/admin/projections/" + FeedApi.segment(projection) + "/replay-checks", part))
                .body();
    }

    /** How one stands. */
    public JsonNode get(String id) {
        return FeedApi.expect("asking how far it is", api.get(PATH + "/" + FeedApi.segment(id)))
                .body();
    }

    /** Ends one where it is, and tells how it stands. */
    public JsonNode cancel(String id) {
        return FeedApi.expect(
                        "cancelling a check",
                        api.post(PATH + "/" + FeedApi.segment(id) + "/cancel", JSON.createObjectNode()))
                .body();
    }
}
