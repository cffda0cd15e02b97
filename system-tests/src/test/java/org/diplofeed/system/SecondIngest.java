package org.diplofeed.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.diplofeed.cli.stack.Keys;
import org.diplofeed.cli.stack.Stack;
import org.diplofeed.cli.stack.Tokens;
import org.diplofeed.embedded.FreePort;

/** One more process of ingest-service, on the database and the broker of a stack, and started by the same arguments. */
final class SecondIngest implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final URI address;

    private SecondIngest(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static SecondIngest start(Stack stack) throws IOException, InterruptedException {
        var data = stack.settings().data();
        int port = FreePort.find();
        int management = FreePort.find();
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + data.resolve("run/ingest.args")))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("logs/second-ingest.log").toFile());
        builder.environment().putAll(environment(stack, port, management));
        var second = new SecondIngest(builder.start(), URI.create("http://127.0.0.1:" + port));
        second.awaitReady(URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
        return second;
    }

    private static Map<String, String> environment(Stack stack, int port, int management) throws IOException {
        var data = stack.settings().data();
        return Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST",
                "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management),
                "DIPLOFEED_KAFKA_BOOTSTRAP_SERVERS",
                stack.bootstrapServers(),
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + stack.settings().ports().postgres() + "/ingest",
                "QUARKUS_DATASOURCE_USERNAME",
                "postgres",
                "QUARKUS_DATASOURCE_PASSWORD",
                Files.readString(data.resolve("postgres/password"), StandardCharsets.US_ASCII)
                        .strip(),
                "MP_JWT_VERIFY_PUBLICKEY",
                new Keys(data.resolve("keys")).publicKey(),
                "MP_JWT_VERIFY_ISSUER",
                Tokens.ISSUER);
    }

    URI address() {
        return address;
    }

    /** Ends it as a crash would. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void awaitReady(URI probe) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (!isReady(http, probe)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    kill();
                    throw new IOException("a second ingest-service did not start");
                }
            }
        }
    }

    private static boolean isReady(HttpClient http, URI probe) throws InterruptedException {
        try {
            var request =
                    HttpRequest.newBuilder(probe).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
