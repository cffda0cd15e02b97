package org.diplofeed.cli.operate;

import static org.diplofeed.cli.demo.FeedApi.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.StackFailure;

/**
 * The generations of timeline-service's read model, or the rebuilds of alert-service, as an operator handles them.
 *
 * @param api the service, with a token of the role operator
 * @param tells whether the service tells what an approval changes of what was told
 */
public record Rebuilds(FeedApi api, boolean tells) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/admin/rebuilds";
    private static final Duration LONGEST_COMPARISON = Duration.ofMinutes(5);

    /** All generations, the first first. */
    public List<JsonNode> list() {
        return expect("asking for rebuilds", api.get(PATH))
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    /** Begins one; the body has its rules and budget. */
    public JsonNode start(ObjectNode body) {
        return expect("starting a rebuild", api.post(PATH, body)).body();
    }

    /** One generation. */
    public JsonNode get(int generation) {
        return expect("asking for generation " + generation, api.get(PATH + "/" + generation))
                .body();
    }

    /** Pauses, resumes, cancels or retires one. */
    public JsonNode handle(String what, int generation) {
        return expect(what + " of generation " + generation, post(generation, what, JSON.createObjectNode()))
                .body();
    }

    /** Compares one with the live one now. */
    public JsonNode compare(int generation) {
        return expect(
                        "comparing generation " + generation,
                        api.waiting(LONGEST_COMPARISON)
                                .post(PATH + "/" + generation + "/comparison", JSON.createObjectNode()))
                .body();
    }

    /** The last comparison as a page. */
    public String page(int generation) {
        return api.html(PATH + "/" + generation + "/comparison.html");
    }

    /** Makes one live; what changes is told unless silent. */
    public JsonNode approve(int generation, String comparison, boolean silent) {
        return expect("approving generation " + generation, post(generation, "approve", body(comparison, silent)))
                .body();
    }

    /** Makes the one live again that was live before. */
    public JsonNode rollBack(int generation, String comparison, boolean silent) {
        return expect("rolling back generation " + generation, post(generation, "rollback", body(comparison, silent)))
                .body();
    }

    /** Takes back the approval of one where nobody is told. */
    public JsonNode rollBack(int generation) {
        return handle("rollback", generation);
    }

    /** The live one; of several the last. */
    public JsonNode live() {
        return list().reversed().stream()
                .filter(generation -> generation.path("live").asBoolean())
                .findFirst()
                .orElseThrow(() -> new StackFailure("none is live"));
    }

    /** The last one that is being built or follows, beside the live one. */
    public Optional<JsonNode> latest() {
        return list().reversed().stream()
                .filter(generation -> !generation.path("live").asBoolean())
                .filter(generation -> List.of("BUILDING", "FOLLOWING", "FAILED")
                        .contains(generation.path("state").asText()))
                .findFirst();
    }

    private FeedApi.Answer post(int generation, String what, ObjectNode body) {
        return api.waiting(LONGEST_COMPARISON).post(PATH + "/" + generation + "/" + what, body);
    }

    private ObjectNode body(String comparison, boolean silent) {
        var body = JSON.createObjectNode().put("comparison", comparison);
        return tells ? body.put("silent", silent) : body;
    }
}
