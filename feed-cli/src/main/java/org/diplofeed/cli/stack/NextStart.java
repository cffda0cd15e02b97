package org.diplofeed.cli.stack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the next start of a new build faster while this one has nothing to do: the services' {@link AotCache}s, one
 * after the other, at the lowest priority. Closing gives up what is not made yet.
 */
final class NextStart implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int QUIET_LOOKS = 5;
    /** Of one processor. Three services that idle take some 5 %. */
    private static final double BUSY = 0.25;

    private static final Duration GIVING_UP = Duration.ofSeconds(5);

    private final List<ServiceProcess> services;
    private final StackObserver observer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread worker = Thread.ofVirtual().name("next-start").unstarted(this::run);

    private NextStart(List<ServiceProcess> services, StackObserver observer) {
        this.services = services;
        this.observer = observer;
    }

    /** Begins; what has its caches already needs nothing. */
    static NextStart prepare(Stream<ServiceProcess> services, StackObserver observer) {
        var next = new NextStart(
                services.filter(service -> service.aot().isMissing()).toList(), observer);
        if (!next.services.isEmpty()) {
            next.worker.start();
        }
        return next;
    }

    /** Makes, now, the caches that services of a stack that has stopped have recorded for. */
    static void prepareNow(StackSettings settings) throws InterruptedException {
        for (var name : settings.services()) {
            AotCache.of(settings, ServiceProgram.of(settings, name)).make();
        }
    }

    private void run() {
        try {
            awaitQuiet();
            var watch = Watch.start();
            observer.preparingNextStart();
            for (var service : services) {
                var jvm = service.jvm();
                if (jvm.isPresent()) {
                    service.aot().endRecording(jvm.get());
                }
                service.aot().make();
            }
            observer.preparedNextStart(watch.elapsed());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitQuiet() throws InterruptedException {
        int quiet = 0;
        var before = used();
        while (quiet < QUIET_LOOKS && !closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            var now = used();
            boolean busy = now.minus(before).toMillis() > LOOK.toMillis() * BUSY;
            quiet = busy ? 0 : quiet + 1;
            before = now;
        }
    }

    /** How much of a processor the services have used. */
    private Duration used() {
        return services.stream()
                .flatMap(service -> service.jvm().stream())
                .flatMap(jvm -> jvm.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        closing.countDown();
        worker.interrupt();
        try {
            if (worker.isAlive()) {
                worker.join(GIVING_UP);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
