package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The {@code ./feed} command as a user types it, with a data directory and ports of its own. */
final class Feed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String UNLIMITED = "1000000000";

    private final Path home;
    private final Path data;
    private final int portOffset = ThreadLocalRandom.current().nextInt(10_000, 30_000);

    Feed(Workplace place) {
        this.home = place.home();
        this.data = place.scratch().resolve("stack");
    }

    /** Starts and stops a stack, so that its build's later starts are as fast as they get. */
    void prepare() throws IOException, InterruptedException {
        run("up", "--detach", "--port-offset", Integer.toString(portOffset), "--data", data.toString());
        run("down", "--prepare", "--data", data.toString());
    }

    /**
     * Starts the stack; returns how long that took until all services were ready. Does nothing beside what it is for.
     */
    Duration up(String... more) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var words = new ArrayList<>(List.of("up", "--detach", "--no-aot", "--data", data.toString()));
        words.addAll(List.of("--port-offset", Integer.toString(portOffset)));
        words.addAll(List.of(more));
        run(words.toArray(String[]::new));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void down() throws IOException, InterruptedException {
        run("down", "--data", data.toString());
    }

    JsonNode status() throws IOException, InterruptedException {
        return JSON.readTree(run("status", "--json", "--data", data.toString()));
    }

    String token(String role) throws IOException, InterruptedException {
        return run("token", "--role", role, "--org", "bench", "--data", data.toString())
                .strip();
    }

    /** A service's address: the documented port, moved. */
    String url(int port) {
        return "http://127.0.0.1:" + (port + portOffset);
    }

    /** Puts a file on the record; the summary. */
    JsonNode importFile(Path file) throws IOException, InterruptedException {
        return JSON.readTree(run("import", "--json", "--data", data.toString(), file.toString()));
    }

    /** Where the stack keeps its data. */
    Path data() {
        return data;
    }

    /** The broker's address. */
    String bootstrapServers() {
        return "127.0.0.1:" + (19092 + portOffset);
    }

    /** Postgres' port. */
    int postgresPort() {
        return 15432 + portOffset;
    }

    private String run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(home.resolve("feed").toString());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DIPLOFEED_RATE_LIMIT_QUOTA", UNLIMITED); // counted all the same
        var process = builder.start();
        process.getOutputStream().close();
        var output = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("feed " + words[0] + " did not end within " + PATIENCE.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("feed " + words[0] + " ended with status " + process.exitValue());
        }
        return output.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
