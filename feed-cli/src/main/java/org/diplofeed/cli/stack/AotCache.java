package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.diplofeed.embedded.Tether;

/**
 * A service's classes, loaded and linked ahead of time (JEP 483, 514): the service is ready in a third of the time.
 *
 * <p>The first run of a build records what it loads, and when the stack has stopped the cache is made of that. A cache
 * is good for exactly these jars, this JVM and these options, which its name is a hash of; others are deleted.
 */
final class AotCache {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String QUIET = "-Xlog:disable";

    private final ServiceProgram program;
    private final Path cache;
    private final Path recording;
    private final boolean records;

    private AotCache(ServiceProgram program, Path cache, Path recording, boolean records) {
        this.program = program;
        this.cache = cache;
        this.recording = recording;
        this.records = records;
    }

    static AotCache of(StackSettings settings, ServiceProgram program) {
        Path directory = settings.home().resolve("target/aot");
        String name = program.name().label() + "-" + key(program);
        String recording = name + "-" + settings.ports().http(program.name()) + ".aotconf"; // two stacks may record
        return new AotCache(
                program, directory.resolve(name + ".aot"), directory.resolve(recording), settings.makesAotCaches());
    }

    /** What the JVM is told: to use the cache, or to record what one can be made of. */
    List<String> options() {
        if (Files.exists(cache)) {
            return List.of("-XX:AOTCache=" + cache, QUIET);
        }
        if (!records) {
            return List.of();
        }
        try {
            Files.createDirectories(cache.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording, QUIET);
    }

    /** Whether the last run recorded, and nobody has made the cache yet. */
    boolean canBeMade() {
        return Files.exists(recording) && !Files.exists(cache);
    }

    /** Makes the cache of what was recorded, at low priority. Without one the next start is slower, and no worse. */
    void make() {
        Path draft = recording.resolveSibling(recording.getFileName() + ".new");
        var command = new ArrayList<>(List.of(
                "nice", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ServiceProgram.JVM_OPTIONS);
        command.addAll(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording, "-XX:AOTCache=" + draft));
        command.addAll(List.of(QUIET, "-cp", program.joinedClassPath()));
        try {
            var process = new ProcessBuilder(Tether.toThisProcess(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroy();
            } else if (process.exitValue() == 0 && Files.exists(draft)) {
                deleteOthers();
                Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteOthers() throws IOException {
        try (var files =
                Files.newDirectoryStream(cache.getParent(), program.name().label() + "-*.aot")) {
            for (Path other : files) {
                Files.deleteIfExists(other);
            }
        }
    }

    private static String key(ServiceProgram program) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var text = new StringBuilder(Runtime.version().toString()).append(ServiceProgram.JVM_OPTIONS);
            for (Path jar : program.classPath()) {
                text.append(jar)
                        .append(Files.size(jar))
                        .append(Files.getLastModifiedTime(jar).toMillis());
            }
            byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
