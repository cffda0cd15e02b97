package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rebuilds as an operator handles them. */
final class RebuildClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLIS_BETWEEN_LOOKS = 50;
    private static final double TENTH = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String token;

    RebuildClient(String timeline, String token) {
        this.url = timeline + "/v1/admin/rebuilds";
        this.token = token;
    }

    /**
     * How long building took.
     *
     * @param copied until everything was copied, folded and indexed
     * @param whole until it stood where the live one stands
     * @param phases how long each phase of it was seen
     * @param worstEta by which part of what then came an ETA was wrong at most, from a tenth of the work on
     */
    record Built(Duration copied, Duration whole, Map<String, Duration> phases, double worstEta) {}

    int start(@Nullable Double budget) throws IOException, InterruptedException {
        return post("", budget == null ? "{}" : "{\"budget\":" + budget + "}")
                .path("generation")
                .asInt();
    }

    Built await(int generation) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Duration copied = null;
        Map<Long, Long> etas = new LinkedHashMap<>();
        Map<String, Duration> phases = new LinkedHashMap<>();
        var before = Duration.ZERO;
        while (true) {
            var now = get("/" + generation);
            var elapsed = Duration.ofNanos(System.nanoTime() - began);
            var state = now.path("state").asText();
            if (state.equals("BUILDING")) {
                phases.merge(now.path("phase").asText(), elapsed.minus(before), Duration::plus);
            }
            before = elapsed;
            boolean copying =
                    state.equals("BUILDING") && !now.path("phase").asText().equals("CATCHING_UP");
            if (copying && now.path("percent").asDouble() >= TENTH && now.hasNonNull("etaSeconds")) {
                etas.put(elapsed.toMillis(), now.path("etaSeconds").asLong() * 1_000);
            }
            if (!copying && copied == null) {
                copied = elapsed;
            }
            if (state.equals("FOLLOWING") && copied != null) {
                return new Built(copied, elapsed, phases, worst(etas, elapsed));
            }
            if (!state.equals("BUILDING")) {
                throw new IOException("a rebuild is " + now);
            }
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    private static double worst(Map<Long, Long> etas, Duration whole) {
        double worst = 0;
        for (var eta : etas.entrySet()) {
            double left = whole.toMillis() - eta.getKey();
            worst = Math.max(worst, Math.abs(eta.getValue() - left) / whole.toMillis());
        }
        return worst;
    }

    /** Compares; the digest of what differs. */
    String compare(int generation) throws IOException, InterruptedException {
        return post("/" + generation + "/comparison", "{}").path("digest").asText();
    }

    void approve(int generation, String digest) throws IOException, InterruptedException {
        post("/" + generation + "/approve", "{\"comparison\":\"" + digest + "\"}");
    }

    void retire(int generation) throws IOException, InterruptedException {
        post("/" + generation + "/retire", "{}");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(5));
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
