package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.diplofeed.embedded.Tether;

/** One service as a process of its own, tied to the life of this one. */
final class ServiceProcess {
    private static final Duration READY = Duration.ofMinutes(3);
    /** A service stops in less than a second; one that records for its AOT cache writes that down first. */
    private static final Duration STOP = Duration.ofMinutes(1);

    private static final Duration PROBE = Duration.ofSeconds(5);

    private final ServiceName name;
    private final Process process;
    private final URI readiness;
    private final AotCache aot;

    private ServiceProcess(ServiceName name, Process process, URI readiness, AotCache aot) {
        this.name = name;
        this.process = process;
        this.readiness = readiness;
        this.aot = aot;
    }

    static ServiceProcess start(StackSettings settings, ServiceName name, Map<String, String> environment) {
        var data = new DataDirectory(settings.data());
        var program = ServiceProgram.of(settings, name);
        var aot = AotCache.of(settings, program);
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                program.argumentFile(data.root().resolve("run"), aot.options()));
        try {
            Path log = data.log(name.label());
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(Tether.toThisProcess(command))
                    .directory(settings.data().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var readiness = URI.create("http://127.0.0.1:" + settings.ports().management(name) + "/q/health/ready");
            return new ServiceProcess(name, builder.start(), readiness, aot);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + name.module(), e);
        }
    }

    ServiceName name() {
        return name;
    }

    AotCache aot() {
        return aot;
    }

    /** The service itself, below the shell that ties it to this process. */
    Optional<ProcessHandle> jvm() {
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .findFirst();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Returns when the service says that it is ready. False: it ended before. */
    boolean awaitReady(HttpClient http) {
        long deadline = System.nanoTime() + READY.toNanos();
        try {
            while (!isReady(http, readiness)) {
                if (process.waitFor(25, TimeUnit.MILLISECONDS)) {
                    return false;
                }
                if (System.nanoTime() > deadline) {
                    throw new StackFailure(name.module() + " was not ready after " + READY.toSeconds() + " s");
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while waiting for " + name.module(), e);
        }
    }

    static boolean isReady(HttpClient http, URI readiness) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(readiness).timeout(PROBE).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks the service to stop, and ends it when it does not in time. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Ends the service as a crash would. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
