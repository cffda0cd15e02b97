package org.diplofeed.ingest.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.diplofeed.embedded.DirectoryTree;
import org.diplofeed.embedded.EmbeddedBroker;
import org.jspecify.annotations.Nullable;

/** A service with a broker of its own, which a test may stop and start again. */
public class OwnBroker implements QuarkusTestResourceLifecycleManager {
    private final IngestStack stack = new IngestStack();
    private @Nullable Path directory;
    private @Nullable EmbeddedBroker broker;
    private int port;

    @Override
    public Map<String, String> start() {
        try {
            var made = Files.createTempDirectory("diplofeed-own-broker");
            directory = made;
            var started = EmbeddedBroker.start(made, 0);
            broker = started;
            port = started.port();
            var settings = new HashMap<>(stack.start());
            settings.put("diplofeed.kafka.bootstrap-servers", started.bootstrapServers());
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopBroker() {
        var running = broker;
        if (running != null) {
            running.close();
            broker = null;
        }
    }

    private void startBroker() {
        var kept = directory;
        if (kept != null && broker == null) {
            broker = EmbeddedBroker.start(kept, port);
        }
    }

    /** Gives a test what stops and starts the broker; of the JDK's types, for tests have another class loader. */
    @Override
    public void inject(TestInjector test) {
        Runnable stop = this::stopBroker;
        Runnable start = this::startBroker;
        test.injectIntoFields(stop, field -> field.getName().equals("stopBroker"));
        test.injectIntoFields(start, field -> field.getName().equals("startBroker"));
    }

    @Override
    public void stop() {
        stopBroker();
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
