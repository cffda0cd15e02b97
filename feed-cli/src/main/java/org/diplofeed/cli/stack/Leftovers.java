package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a supervisor that was killed may have left: its services end by themselves, but not in an instant. */
public final class Leftovers {
    private static final long GRACE = 10;

    private Leftovers() {}

    /** Waits for the services of a dead supervisor to end, and ends those that do not. */
    public static void clear(DataDirectory data) {
        var running = Running.read(data.running());
        if (running.isEmpty()) {
            return;
        }
        for (var member : running.get().services().values()) {
            member.process().ifPresent(Leftovers::end);
        }
        try {
            Files.deleteIfExists(data.running());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ProcessHandle process) {
        var family = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(GRACE, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            family.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
