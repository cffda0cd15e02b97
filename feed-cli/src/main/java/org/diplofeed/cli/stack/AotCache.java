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
 * <p>The first run of a build records what it loads, and {@link NextStart} makes the cache of that. A cache is good for
 * exactly these jars, this JVM and these options, which its name is a hash of; others are deleted.
 */
final class AotCache {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration END_OF_RECORDING = Duration.ofMinutes(1);
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
        if (!records || isRecorded()) {
            return List.of();
        }
        try {
            Files.createDirectories(cache.getParent());
            deleteOthers("aotconf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording, QUIET);
    }

    /** Whether there is no cache yet, and this process has to be waited for or recorded. */
    boolean isMissing() {
        return records && !Files.exists(cache);
    }

    private boolean isRecorded() {
        try {
            return Files.exists(recording) && Files.size(recording) > 0; // empty while a JVM still records
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Lets a JVM that records write down what it has loaded so far, and go on; it stands still for some seconds. JDKs
     * that cannot do so write it down when they end.
     */
    void endRecording(ProcessHandle jvm) throws InterruptedException {
        if (!isRecorded()) {
            run(List.of(java("jcmd"), Long.toString(jvm.pid()), "AOT.end_recording"), END_OF_RECORDING);
        }
    }

    /**
     * Makes the cache of what was recorded, if it was, at the lowest priority. Without one the next start is slower,
     * and no worse.
     *
     * @throws InterruptedException when interrupted: then it can be made another time
     */
    void make() throws InterruptedException {
        if (!isRecorded()) {
            return;
        }
        Path draft = recording.resolveSibling(recording.getFileName() + ".new");
        var command = new ArrayList<>(List.of("nice", "-n", "19", java("java")));
        command.addAll(ServiceProgram.JVM_OPTIONS);
        command.addAll(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording, "-XX:AOTCache=" + draft));
        command.addAll(List.of(QUIET, "-cp", program.joinedClassPath()));
        boolean made = run(command, PATIENCE);
        try {
            if (made && Files.exists(draft)) {
                deleteOthers("aot");
                Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** Whether it ended well, and in time. */
    private static boolean run(List<String> command, Duration patience) throws InterruptedException {
        try {
            var process = new ProcessBuilder(Tether.toThisProcess(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what other builds left. */
    private void deleteOthers(String kind) throws IOException {
        String service = program.name().label() + "-";
        String own = service + key(program);
        try (var files = Files.newDirectoryStream(cache.getParent(), service + "*." + kind)) {
            for (Path other : files) {
                if (!other.getFileName().toString().startsWith(own)) {
                    Files.deleteIfExists(other);
                }
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
