package org.diplofeed.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.diplofeed.cli.stack.StackFailure;

/** One service's HTTP interface, as a client with a token sees it. */
public final class FeedApi {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    /** What operators ask for may have to count a whole ledger. */
    private static final String ADMIN = "/v1/admin/";

    private static final Duration LONG_DEADLINE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final String token;
    private final Duration deadline;

    /** A service at an address; requests bear the token. */
    public FeedApi(HttpClient http, URI base, String token) {
        this(http, base, token, DEADLINE);
    }

    private FeedApi(HttpClient http, URI base, String token, Duration deadline) {
        this.http = http;
        this.base = base;
        this.token = token;
        this.deadline = deadline;
    }

    /** The same, which waits so long for an answer. */
    public FeedApi waiting(Duration longest) {
        return new FeedApi(http, base, token, longest);
    }

    /** The page at a path. */
    public String html(String path) {
        var response = response(HttpRequest.newBuilder(base.resolve(path))
                .timeout(deadline)
                .header("Authorization", "Bearer " + token)
                .build());
        expect("reading " + path, new Answer(response.statusCode(), json(response.body()), response.headers()));
        return response.body();
    }

    /**
     * What a service answered.
     *
     * @param status the HTTP status
     * @param body its JSON, or a missing node
     * @param headers its headers
     */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        /** Whether the request did what it was to do. */
        public boolean success() {
            return status / 100 == 2;
        }

        /** A header's value. */
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    /**
     * What a service answered, as text.
     *
     * @param status the HTTP status
     * @param body as it came
     * @param headers its headers
     */
    public record Text(int status, String body, HttpHeaders headers) {
        /** A header's value. */
        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    /** GETs lines of text, which may take a while. */
    public Text text(String path) {
        var request = request(path)
                .setHeader("Accept", "application/x-ndjson, application/problem+json")
                .timeout(LONG_DEADLINE)
                .GET()
                .build();
        var response = response(request);
        return new Text(response.statusCode(), response.body(), response.headers());
    }

    /** The text, if it is a success; see {@link #expect(String, Answer)}. */
    public static Text expect(String doing, Text text) {
        if (text.status() / 100 != 2) {
            throw refused(doing, text.status(), json(text.body()));
        }
        return text;
    }

    /** GETs a path. */
    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** DELETEs a path. */
    public Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** POSTs JSON. */
    public Answer post(String path, JsonNode body) {
        return post(path, "application/json", body.toString());
    }

    /** POSTs a body of any type. */
    public Answer post(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** PUTs JSON. */
    public Answer put(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build());
    }

    /**
     * The answer, if it is a success.
     *
     * @throws StackFailure otherwise, with what the service said about it
     */
    public static Answer expect(String doing, Answer answer) {
        if (answer.success()) {
            return answer;
        }
        throw refused(doing, answer.status(), answer.body());
    }

    private static StackFailure refused(String doing, int status, JsonNode problem) {
        return new StackFailure(doing + ": status " + status + ", "
                + problem.path("title").asText("no problem document")
                + (problem.hasNonNull("detail") ? ": " + problem.path("detail").asText() : "")
                + (problem.path("errors").isEmpty() ? "" : " " + problem.path("errors")));
    }

    /** A text as one segment of a path. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(path.startsWith(ADMIN) && deadline.compareTo(LONG_DEADLINE) < 0 ? LONG_DEADLINE : deadline)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        var response = response(request);
        return new Answer(response.statusCode(), json(response.body()), response.headers());
    }

    private HttpResponse<String> response(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackFailure("no answer from " + request.uri() + ": " + why(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for " + request.uri(), e);
        }
    }

    /** A refused connection has no message of its own. */
    private static String why(IOException fault) {
        var message = fault.getMessage();
        return message != null
                ? message
                : fault instanceof ConnectException ? "nothing listens there" : fault.toString();
    }

    private static JsonNode json(String body) {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
