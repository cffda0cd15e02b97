package org.diplofeed.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends what the broker in this process logs into a file. Has to be called before anything logs. */
final class BrokerLog {
    private BrokerLog() {}

    static void into(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty("org.slf4j.simpleLogger.logFile", file.toString());
    }
}
