package org.diplofeed.cli.operate;

import static org.diplofeed.cli.demo.FeedApi.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.diplofeed.cli.demo.FeedApi;

/**
 * A service's admin resources, as an operator sees them.
 *
 * @param service the service's name in messages
 * @param api the service, with a token of the role operator
 */
public record Admin(String service, FeedApi api) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    /** How far the service's projections have come. */
    public List<JsonNode> projections() {
        return items(expect("asking " + service, api.get("/v1/admin/projections")));
    }

    /** Lets a projection go on that stopped because too much had to be parked; empty: it has none of this name. */
    public Optional<JsonNode> resume(String projection) {
        return found(
                api.post("/v1/admin/projections/" + FeedApi.segment(projection) + "/resume", JSON.createObjectNode()));
    }

    /** How much waits to be published; empty for a service that publishes nothing. */
    public Optional<JsonNode> outbox() {
        return found(api.get("/v1/admin/outbox"));
    }

    /** What the broker refuses of a service that publishes, the longest refused first. */
    public List<JsonNode> refused(int limit) {
        return items(expect("asking " + service, api.get("/v1/admin/outbox/refused?limit=" + limit)));
    }

    /** Has a stream's refused event tried now; whether there is one. */
    public boolean retryPublishing(String stream) {
        return found(api.post("/v1/admin/outbox/refused/retry?stream=" + query(stream), JSON.createObjectNode()))
                .isPresent();
    }

    /** Rebuilds that are under way or were; empty where the service has none. */
    public Optional<JsonNode> rebuilds() {
        return found(api.get("/v1/admin/rebuilds"));
    }

    /** How a restore stands. */
    public Optional<JsonNode> restore() {
        return found(api.get("/v1/admin/restore"));
    }

    /** How many streams are parked. */
    public long parkedCount() {
        return projections().stream()
                .mapToLong(projection -> projection.path("parked").asLong())
                .sum();
    }

    /** Parked streams, those parked first first. */
    public List<JsonNode> parked(int limit) {
        return items(expect("asking " + service, api.get("/v1/admin/parked?limit=" + limit)));
    }

    /** What waits in a parked stream; empty: it is not parked here. */
    public Optional<List<JsonNode>> events(String stream) {
        return found(api.get("/v1/admin/parked/events?stream=" + query(stream)))
                .map(body -> body.path("items").valueStream().toList());
    }

    /** Applies what waits in a stream, or says what would come of it; empty: it is not parked here. */
    public Optional<JsonNode> retry(String stream, boolean dryRun) {
        return found(api.post(
                "/v1/admin/parked/retry?dryRun=" + dryRun + "&stream=" + query(stream), JSON.createObjectNode()));
    }

    /** Passes over what blocks a stream; empty: it is not parked here. */
    public Optional<JsonNode> skip(String stream, String reason) {
        return found(api.post(
                "/v1/admin/parked/skip?stream=" + query(stream),
                JSON.createObjectNode().put("reason", reason)));
    }

    /** What a retry of everything would do. */
    public JsonNode forecast(int limit) {
        return expect(
                        "asking " + service,
                        api.post("/v1/admin/parked/forecast?limit=" + limit, JSON.createObjectNode()))
                .body();
    }

    /** What is in the service because of an event, causes first; the stream is empty where nobody knows it yet. */
    public List<JsonNode> effects(String event, String stream) {
        String where = stream.isEmpty() ? "" : "&stream=" + query(stream);
        return items(expect("asking " + service, api.get("/v1/admin/effects?event=" + query(event) + where)));
    }

    private Optional<JsonNode> found(FeedApi.Answer answer) {
        return answer.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(expect("asking " + service, answer).body());
    }

    private static List<JsonNode> items(FeedApi.Answer answer) {
        return answer.body().path("items").valueStream().toList();
    }

    private static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
