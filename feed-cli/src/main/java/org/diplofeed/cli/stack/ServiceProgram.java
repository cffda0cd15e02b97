package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the JVM runs a packaged service.
 *
 * <p>Quarkus' own launcher loads classes by a loader of its own, whose classes no AOT cache can hold; so the same jars
 * are put on a plain class path, in the order in which that loader would ask them.
 *
 * @param name the service
 * @param classPath its jars
 */
record ServiceProgram(ServiceName name, List<Path> classPath) {
    static final List<String> JVM_OPTIONS = List.of(
            // A large part for what is young: under load nearly everything is, and copying it twice costs a tenth of
            // the time.
            "-Xms96m",
            "-Xmn64m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            // what quarkus-run.jar opens by its manifest
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    /**
     * What Maven packaged.
     *
     * @throws StackFailure when it did not
     */
    static ServiceProgram of(StackSettings settings, ServiceName name) {
        Path application = settings.home().resolve(name.module()).resolve("target/quarkus-app");
        Path generated = application.resolve("quarkus/generated-bytecode.jar");
        if (!Files.exists(generated)) {
            throw new StackFailure(
                    name.module() + " is not built: ./mvnw -DskipTests package builds it into " + application);
        }
        var jars = new ArrayList<Path>();
        Path transformed = application.resolve("quarkus/transformed-bytecode.jar");
        if (Files.exists(transformed)) {
            jars.add(transformed);
        }
        jars.add(generated);
        for (String directory : List.of("app", "lib/main", "lib/boot")) {
            jars.addAll(jarsIn(application.resolve(directory)));
        }
        return new ServiceProgram(name, List.copyOf(jars));
    }

    /** The arguments of {@code java}, in a file: the class path is longer than a process list bears. */
    String argumentFile(Path directory, List<String> more) {
        var arguments = new ArrayList<>(JVM_OPTIONS);
        arguments.addAll(more);
        arguments.addAll(List.of("-cp", joinedClassPath(), MAIN));
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(name.label() + ".args");
            Files.write(file, arguments.stream().map(ServiceProgram::quoted).toList());
            return "@" + file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String joinedClassPath() {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<Path> jarsIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
