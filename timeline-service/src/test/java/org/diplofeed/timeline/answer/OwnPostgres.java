package org.diplofeed.timeline.answer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.diplofeed.embedded.DirectoryTree;
import org.diplofeed.embedded.PostgresServer;
import org.diplofeed.embedded.PostgresServer.Durability;
import org.jspecify.annotations.Nullable;

/**
 * A service with a Postgres of its own, which a test may have hang: its processes stand still, its sockets stay open.
 */
public class OwnPostgres implements QuarkusTestResourceLifecycleManager {
    private final RunningFeed feed = new RunningFeed();
    private @Nullable Path directory;
    private @Nullable PostgresServer postgres;

    @Override
    public Map<String, String> start() {
        try {
            var made = Files.createTempDirectory("diplofeed-own-postgres");
            directory = made;
            var started = PostgresServer.start(made, 0, Durability.DISPOSABLE);
            postgres = started;
            var settings = new HashMap<>(feed.start());
            settings.put("quarkus.datasource.jdbc.url", started.jdbcUrl("postgres"));
            settings.put("quarkus.datasource.reactive.url", started.reactiveUrl("postgres"));
            settings.put("quarkus.datasource.username", started.username());
            settings.put("quarkus.datasource.password", started.password());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        var running = postgres;
        if (running == null) {
            throw new IllegalStateException("Postgres does not run");
        }
        var server = running.process().orElseThrow();
        Stream.concat(Stream.of(server), server.descendants()).forEach(process -> kill(signal, process));
    }

    private static void kill(String signal, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0 && process.isAlive()) {
                throw new IllegalStateException("kill -" + signal + " ended with status " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Gives a test what halts Postgres and has it go on; of the JDK's types, for tests have another class loader. */
    @Override
    public void inject(TestInjector test) {
        Runnable halt = () -> signal("STOP");
        Runnable goOn = () -> signal("CONT");
        test.injectIntoFields(halt, field -> field.getName().equals("haltPostgres"));
        test.injectIntoFields(goOn, field -> field.getName().equals("continuePostgres"));
    }

    @Override
    public void stop() {
        var running = postgres;
        if (running != null) {
            signal("CONT");
            running.close();
        }
        feed.stop();
        var kept = directory;
        if (kept != null) {
            try {
                DirectoryTree.delete(kept);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
