package org.diplofeed.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.diplofeed.embedded.FreePort;

/** The endpoint that only parses and inserts, as a process of its own with the JVM options of the services. */
final class BareService implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private BareService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a database. */
    static BareService start(Path home, Map<String, String> database, Path log)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms96m",
                        "-Xmn64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        home.resolve("bare-service/target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(database);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        var service = new BareService(builder.start(), port);
        service.awaitReady();
        return service;
    }

    int port() {
        return port;
    }

    private void awaitReady() throws IOException, InterruptedException {
        var probe = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/statements"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!answers(http, probe)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("the bare service did not start");
                }
            }
        }
    }

    private static boolean answers(HttpClient http, HttpRequest probe) throws InterruptedException {
        try {
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
