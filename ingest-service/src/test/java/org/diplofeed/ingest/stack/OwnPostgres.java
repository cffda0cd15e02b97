package org.diplofeed.ingest.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.diplofeed.embedded.DirectoryTree;
import org.diplofeed.embedded.PostgresServer;
import org.diplofeed.embedded.PostgresServer.Durability;
import org.jspecify.annotations.Nullable;

/** A service with a Postgres of its own, which a test may stop and start again. */
public class OwnPostgres implements QuarkusTestResourceLifecycleManager {
    private final IngestStack stack = new IngestStack();
    private @Nullable Path directory;
    private @Nullable PostgresServer postgres;
    private int port;

    @Override
    public Map<String, String> start() {
        try {
            var made = Files.createTempDirectory("diplofeed-own-postgres");
            directory = made;
            var started = PostgresServer.start(made, 0, Durability.DISPOSABLE);
            postgres = started;
            port = started.port();
            var settings = new HashMap<>(stack.start());
            settings.put("quarkus.datasource.jdbc.url", started.jdbcUrl("postgres"));
            settings.put("quarkus.datasource.username", started.username());
            settings.put("quarkus.datasource.password", started.password());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopPostgres() {
        var running = postgres;
        if (running != null) {
            running.close();
            postgres = null;
        }
    }

    private void startPostgres() {
        var kept = directory;
        if (kept != null && postgres == null) {
            postgres = PostgresServer.start(kept, port, Durability.DISPOSABLE);
        }
    }

    /** Gives a test what stops and starts Postgres; of the JDK's types, for tests have another class loader. */
    @Override
    public void inject(TestInjector test) {
        Runnable stop = this::stopPostgres;
        Runnable start = this::startPostgres;
        test.injectIntoFields(stop, field -> field.getName().equals("stopPostgres"));
        test.injectIntoFields(start, field -> field.getName().equals("startPostgres"));
    }

    @Override
    public void stop() {
        stopPostgres();
        stack.stop();
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
