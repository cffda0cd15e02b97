package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a stack keeps, and where: the log, the cluster, keys, log files, and a file that says what runs.
 *
 * @param root the directory that holds them
 */
public record DataDirectory(Path root) {
    private static final long TAIL = 64 << 10;

    /** The broker's directory. */
    public Path broker() {
        return root.resolve("broker");
    }

    /** Postgres' directory. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** The keys' directory. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** The file that says what runs. */
    public Path running() {
        return root.resolve("running.json");
    }

    /** A component's log file: a service's label, {@code broker}, {@code postgres} or {@code stack}. */
    public Path log(String component) {
        return component.equals("postgres")
                ? postgres().resolve("postgres.log")
                : root.resolve("logs").resolve(component + ".log");
    }

    /** The last lines of a component's log; empty when it has none. */
    public List<String> endOfLog(String component, int lines) {
        Path file = log(component);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - TAIL));
            var buffer = ByteBuffer.allocate((int) TAIL);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            var all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
