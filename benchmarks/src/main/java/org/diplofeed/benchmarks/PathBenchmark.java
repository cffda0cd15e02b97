package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * From the POST of a statement that shifts a position to the signed webhook received, through all three services, one
 * at a time on an idle stack. The baseline is a bare POST of the same body from the same client to the same receiver.
 */
final class PathBenchmark implements Benchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WARM_UP = 20;
    private static final int RUNS = 100;

    private final BlockingQueue<String> received = new ArrayBlockingQueue<>(1_000);

    @Override
    public String name() {
        return "path";
    }

    @Override
    public void run(Workplace place, Consumer<Figure> figures) throws Exception {
        var feed = new Feed(place);
        feed.up();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(2))
                        .build()) {
            receiver.setExecutor(threads);
            receiver.createContext("/", this::receive);
            receiver.start();
            String hook = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
            measure(feed, http, hook, figures);
        } finally {
            receiver.stop(0);
            feed.down();
        }
    }

    private void measure(Feed feed, HttpClient http, String hook, Consumer<Figure> figures) throws Exception {
        String publisher = feed.token("publisher");
        String newsroom = feed.token("newsroom");
        put(http, feed.url(8081) + "/v1/actors/XBA", publisher, Reversals.actor("XBA"));
        put(http, feed.url(8081) + "/v1/issues/x.bench", publisher, Reversals.issue());
        subscribe(http, feed, newsroom, hook);

        var path = new ArrayList<Duration>();
        var bare = new ArrayList<Duration>();
        for (int run = 0; run <= WARM_UP + RUNS; run++) {
            var body = Reversals.statement("st.bench." + run, "XBA", run).toString();
            var took = time(http, post(feed.url(8081) + "/v1/statements", publisher, body), run > 0);
            var alone = time(http, post(hook, publisher, body), true);
            if (run > WARM_UP) {
                path.add(took);
                bare.add(alone);
            }
        }
        figures.accept(figure("POST to alert received, p50", path, bare, 50));
        figures.accept(figure("POST to alert received, p99", path, bare, 99));
    }

    private static Figure figure(String name, List<Duration> path, List<Duration> bare, int percent) {
        return Figure.atMost(
                name,
                Samples.millis(Samples.percentile(path, percent)),
                "ms",
                Samples.millis(Samples.percentile(bare, percent)),
                "bare POST to the receiver",
                1000);
    }

    private Duration time(HttpClient http, HttpRequest request, boolean awaited)
            throws IOException, InterruptedException {
        received.clear();
        long began = System.nanoTime();
        send(http, request);
        if (awaited && received.poll(30, TimeUnit.SECONDS) == null) {
            throw new IOException("nothing was received within 30 s");
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void subscribe(HttpClient http, Feed feed, String token, String hook)
            throws IOException, InterruptedException {
        var subscription = JSON.createObjectNode().put("name", "bench");
        subscription.putObject("channel").put("type", "webhook").put("url", hook);
        subscription.putNull("maxAge");
        var answer = send(http, post(feed.url(8083) + "/v1/subscriptions", token, subscription.toString()));
        var id = answer.get("subscriptionId") != null ? answer.get("subscriptionId") : answer.get("id");
        var read = HttpRequest.newBuilder(URI.create(feed.url(8083) + "/v1/subscriptions/" + id.asText()))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(10))
                .build();
        var deadline = Instant.now().plusSeconds(30);
        while (!send(http, read).get("status").asText().equalsIgnoreCase("active")) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("the subscription did not become active");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void put(HttpClient http, String url, String token, ObjectNode body)
            throws IOException, InterruptedException {
        send(http, request(url, token).PUT(json(body.toString())).build());
    }

    private static HttpRequest post(String url, String token, String body) {
        return request(url, token).POST(json(body)).build();
    }

    private static HttpRequest.BodyPublisher json(String body) {
        return HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
    }

    private static JsonNode send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    request.method() + " " + request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var query = exchange.getRequestURI().getQuery();
            if (exchange.getRequestMethod().equals("GET") && query != null && query.startsWith("challenge=")) {
                answer(exchange, query.substring("challenge=".length()));
            } else {
                received.add(body);
                answer(exchange, "{}");
            }
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
