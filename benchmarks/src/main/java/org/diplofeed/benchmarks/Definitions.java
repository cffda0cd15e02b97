package org.diplofeed.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Actors and issues, put on the record by ingest so that statements may name them. */
final class Definitions {
    private Definitions() {}

    /** Those that {@link Statements} speaks of. */
    static void define(Feed feed) throws IOException, InterruptedException {
        String token = feed.token("publisher");
        try (var http = HttpClient.newHttpClient()) {
            for (int n = 0; n < Statements.ACTORS; n++) {
                put(http, feed, token, "/v1/actors/" + Statements.actor(n), "{\"type\":\"STATE\",\"name\":\"Bench\"}");
            }
            for (int n = 0; n < Statements.ISSUES; n++) {
                put(http, feed, token, "/v1/issues/" + Statements.issue(n), "{\"proposition\":\"It is measured\"}");
            }
        }
    }

    private static void put(HttpClient http, Feed feed, String token, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(feed.url(8081) + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .PUT(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
