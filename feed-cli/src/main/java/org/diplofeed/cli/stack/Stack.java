package org.diplofeed.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.diplofeed.embedded.DirectoryLock;
import org.diplofeed.embedded.EmbeddedBroker;
import org.diplofeed.embedded.FreePort;
import org.diplofeed.embedded.PostgresServer;
import org.diplofeed.embedded.PostgresServer.Durability;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on this machine: a broker in this process, Postgres and the three services as processes of their
 * own.
 *
 * <p>Closing it stops everything in the order in which events flow, so that nothing is left half-way. When this process
 * is killed instead, the others end by themselves.
 */
public final class Stack implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);

    private final StackSettings settings;
    private final DataDirectory data;
    private final StackObserver observer;
    private final DirectoryLock lock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<ServiceName, ServiceProcess> services = new EnumMap<>(ServiceName.class);
    private final CompletableFuture<ServiceName> died = new CompletableFuture<>();
    private @Nullable EmbeddedBroker broker;
    private @Nullable PostgresServer postgres;
    private volatile boolean closing;
    private @Nullable NextStart nextStart;

    private Stack(StackSettings settings, StackObserver observer, DirectoryLock lock) {
        this.settings = settings;
        this.data = new DataDirectory(settings.data());
        this.observer = observer;
        this.lock = lock;
    }

    /**
     * Starts everything and returns when all services are ready.
     *
     * @throws StackFailure when something is in the way: the directory or a port in use, a service that ends or does
     *     not become ready; nothing is left running then
     */
    public static Stack start(StackSettings settings, StackObserver observer) {
        Stack stack = claim(settings, observer);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException | Error failure) {
            stack.close();
            throw failure;
        }
    }

    private static Stack claim(StackSettings settings, StackObserver observer) {
        DirectoryLock lock;
        try {
            lock = DirectoryLock.acquire(settings.data());
        } catch (IllegalStateException held) {
            throw new StackFailure("a stack runs already in " + settings.data(), held);
        }
        return new Stack(settings, observer, lock);
    }

    /** The first service that ends without being asked to. */
    public CompletableFuture<ServiceName> died() {
        return died.copy();
    }

    /** Makes the next start of a stack that has stopped faster, now; what runs does so by itself when it is idle. */
    public static void prepareNextStart(StackSettings settings) throws InterruptedException {
        NextStart.prepareNow(settings);
    }

    /** Where everything is. */
    public StackSettings settings() {
        return settings;
    }

    /** What Kafka clients give as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + settings.ports().broker();
    }

    /** A service's address, such as {@code http://127.0.0.1:8081}. */
    public String url(ServiceName service) {
        return "http://127.0.0.1:" + settings.ports().http(service);
    }

    /** Signs tokens that the services accept. */
    public Tokens tokens() {
        return new Keys(data.keys()).tokens();
    }

    /** Stops one service and starts it anew; returns when it is ready. */
    public synchronized void restart(ServiceName name) {
        stop(name, ServiceProcess::stop);
        startServices(List.of(name));
    }

    /** Kills one service as a crash would and starts it anew; returns when it is ready. */
    public synchronized void crashAndRestart(ServiceName name) {
        stop(name, ServiceProcess::kill);
        startServices(List.of(name));
    }

    /**
     * Starts one more instance of each service, of this build or another, on the same log and the same databases;
     * returns when they are ready. They end with this stack at the latest.
     *
     * @param home the checkout whose build they are
     */
    public synchronized Instances startBeside(Path home) {
        var beside = settings.beside(home, settings.ports().forOthers());
        var environment = new ServiceEnvironment(beside, Objects.requireNonNull(postgres));
        var processes = new EnumMap<ServiceName, ServiceProcess>(ServiceName.class);
        var starting = new ArrayList<Runnable>();
        for (var name : settings.services()) {
            var process = ServiceProcess.start(beside, name, environment.of(name));
            processes.put(name, process);
            starting.add(() -> awaitReady(process, Watch.start()));
        }
        inParallel(starting);
        return new Instances(beside.ports(), processes);
    }

    /** Instances of the services beside those of a stack. */
    public static final class Instances implements AutoCloseable {
        private final Ports ports;
        private final Map<ServiceName, ServiceProcess> processes;

        private Instances(Ports ports, Map<ServiceName, ServiceProcess> processes) {
            this.ports = ports;
            this.processes = processes;
        }

        /** Its address. */
        public String url(ServiceName service) {
            return "http://127.0.0.1:" + ports.http(service);
        }

        /** Kills one as a crash would. */
        public void crash(ServiceName service) {
            Objects.requireNonNull(processes.get(service)).kill();
        }

        @Override
        public void close() {
            processes.values().forEach(ServiceProcess::stop);
        }
    }

    /** Kills one service as a crash would, and leaves it dead. */
    public synchronized void crash(ServiceName name) {
        stop(name, ServiceProcess::kill);
    }

    private void stop(ServiceName name, Consumer<ServiceProcess> how) {
        var process = services.remove(name);
        if (process != null) {
            how.accept(process);
            process.ended().orTimeout(90, TimeUnit.SECONDS).join();
        }
    }

    private void startAll() {
        Leftovers.clear(data);
        new Keys(data.keys()).make();
        settings.ports().owners().forEach((port, owner) -> {
            if (!FreePort.isFree(port)) {
                throw new StackFailure("port " + port + " (" + owner
                        + ") is in use: stop what uses it, or move all ports with --port-offset, as in: feed up"
                        + " --port-offset 100");
            }
        });
        inParallel(List.of(this::startBroker, this::startPostgres));
        startServices(Stream.of(ServiceName.values())
                .filter(settings.services()::contains)
                .toList());
        nextStart = NextStart.prepare(services.values().stream(), observer);
    }

    private void startBroker() {
        var watch = Watch.start();
        var started = EmbeddedBroker.start(data.broker(), settings.ports().broker());
        broker = started;
        observer.started("broker", started.bootstrapServers(), watch.elapsed());
    }

    private void startPostgres() {
        var watch = Watch.start();
        var started = PostgresServer.start(data.postgres(), settings.ports().postgres(), Durability.DURABLE);
        postgres = started;
        for (var service : ServiceName.values()) {
            started.createDatabase(service.label());
        }
        observer.started("postgres", "127.0.0.1:" + started.port(), watch.elapsed());
    }

    private synchronized void startServices(List<ServiceName> names) {
        var watch = Watch.start();
        var environment = new ServiceEnvironment(settings, Objects.requireNonNull(postgres));
        var starting = new ArrayList<Runnable>();
        for (var name : names) {
            var process = ServiceProcess.start(settings, name, environment.of(name));
            services.put(name, process);
            starting.add(() -> awaitReady(process, watch));
        }
        writeRunning(false);
        inParallel(starting);
        for (var name : names) {
            watch(services.get(name));
        }
        writeRunning(true);
    }

    private void awaitReady(ServiceProcess process, Watch watch) {
        String name = process.name().module();
        if (!process.awaitReady(http)) {
            int status = process.ended().join();
            throw new StackFailure(name + " ended with status " + status + " while starting; the end of its log:\n"
                    + endOfLog(process.name()));
        }
        observer.started(name, url(process.name()), watch.elapsed());
    }

    private void watch(@Nullable ServiceProcess process) {
        if (process == null) {
            return;
        }
        var _ = process.ended().thenAccept(status -> {
            if (!closing && services.get(process.name()) == process) {
                observer.died(process.name().module(), status, endOfLog(process.name()));
                died.complete(process.name());
            }
        });
    }

    private String endOfLog(ServiceName service) {
        return String.join("\n", data.endOfLog(service.label(), 20));
    }

    private void writeRunning(boolean ready) {
        var pids = new LinkedHashMap<String, Running.Member>();
        services.forEach((name, process) -> pids.put(name.label(), Running.Member.of(process.handle())));
        new Running(Running.Member.of(ProcessHandle.current()), Instant.now().toString(), ready, settings.ports(), pids)
                .write(data.running());
    }

    /** Stops ingest, timeline and alert, then the broker, then Postgres. */
    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            var preparing = nextStart;
            if (preparing != null) {
                preparing.close();
            }
            for (var name : ServiceName.values()) {
                var process = services.remove(name);
                if (process != null) {
                    stopping(name.module(), process::stop);
                }
            }
            var runningBroker = broker;
            if (runningBroker != null) {
                broker = null;
                stopping("broker", runningBroker::close);
            }
            var runningPostgres = postgres;
            if (runningPostgres != null) {
                postgres = null;
                stopping("postgres", runningPostgres::close);
            }
            try {
                Files.deleteIfExists(data.running());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                lock.close();
                http.shutdownNow();
            }
        }
    }

    private void stopping(String name, Runnable stop) {
        var watch = Watch.start();
        stop.run();
        observer.stopped(name, watch.elapsed());
    }

    private static void inParallel(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tasks.stream()
                    .map(task -> CompletableFuture.runAsync(task, threads))
                    .toArray(CompletableFuture<?>[]::new);
            try {
                CompletableFuture.allOf(running)
                        .orTimeout(START.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException e) {
                threads.shutdownNow();
                throw failure(e);
            }
        }
    }

    private static RuntimeException failure(CompletionException e) {
        return switch (e.getCause()) {
            case StackFailure known -> known;
            case null -> e;
            case Throwable cause -> new StackFailure("the stack did not start: " + cause.getMessage(), cause);
        };
    }
}
