package org.diplofeed.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.diplofeed.cli.stack.Running;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.cli.stack.Watch;

/** A stack that outlives the command that started it: {@code feed up} again, as a process of its own. */
final class DetachedStack {
    private static final Duration READY = Duration.ofMinutes(5);

    /** The new process keeps no tie to the terminal: neither its interrupt nor its end reaches it. */
    private static final String LET_GO = "trap '' INT HUP; exec \"$@\" </dev/null";

    private DetachedStack() {}

    static Running start(Place place, Set<ServiceName> services, boolean withoutAot, Terminal terminal) {
        var watch = Watch.start();
        Path log = place.data().log("stack");
        terminal.line("starting the stack, with data in " + place.data().root() + " …");
        Process process = launch(place, services, withoutAot, log);
        long deadline = System.nanoTime() + READY.toNanos();
        try {
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                var running = Running.now(place.data()).filter(Running::ready);
                if (running.isPresent()) {
                    terminal.line(terminal.bold("ready in " + Terminal.seconds(watch.elapsed())));
                    return running.get();
                }
                if (System.nanoTime() > deadline) {
                    process.destroy();
                    throw new StackFailure(
                            "the stack was not ready after " + READY.toMinutes() + " minutes; see " + log);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new StackFailure("interrupted while the stack started", e);
        }
        throw new StackFailure(
                "the stack did not start:\n" + String.join("\n", place.data().endOfLog("stack", 30)));
    }

    private static Process launch(Place place, Set<ServiceName> services, boolean withoutAot, Path log) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", LET_GO, "feed"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Feed.class.getName(), "up"));
        command.addAll(List.of("--data", place.data().root().toString(), "--port-offset=" + place.offset()));
        command.add("--only=" + services.stream().map(ServiceName::name).collect(Collectors.joining(",")));
        if (withoutAot) {
            command.add("--no-aot");
        }
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
