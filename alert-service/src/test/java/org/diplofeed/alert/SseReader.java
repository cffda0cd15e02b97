package org.diplofeed.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events as WHATWG's parser does, as far as these tests need it. */
final class SseReader implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpResponse<InputStream> answer;
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** One event. */
    record Event(String id, String type, String data) {
        JsonNode json() {
            try {
                return FeedJson.mapper().readTree(data);
            } catch (JsonProcessingException e) {
                throw new AssertionError(data, e);
            }
        }
    }

    private SseReader(HttpResponse<InputStream> answer) {
        this.answer = answer;
        Thread.ofVirtual().start(this::read);
    }

    static SseReader open(String path, String token, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new AssertionError(new String(answer.body().readAllBytes(), UTF_8));
            }
            return new SseReader(answer);
        } catch (IOException e) {
            throw new AssertionError("no stream", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("no stream", e);
        }
    }

    String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** What came, as soon as it is so many. */
    List<Event> await(int count) {
        return List.copyOf(Eventually.eventually(() -> events, all -> all.size() >= count));
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException _) {
            // It is over in any case.
        }
    }

    private void read() {
        var fields = new HashMap<String, String>();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (line.isEmpty() && fields.containsKey("data")) {
                    events.add(new Event(
                            fields.getOrDefault("id", ""), fields.getOrDefault("event", ""), fields.get("data")));
                    fields.clear();
                } else if (colon > 0) {
                    fields.merge(
                            line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "\n" + b);
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }
}
