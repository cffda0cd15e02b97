package org.diplofeed.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Load on one endpoint.
 *
 * @param port of the service on this machine
 * @param path what is posted to
 * @param token the bearer's
 * @param connections how many at a time
 * @param bodies the n-th body
 */
record HttpLoad(int port, String path, String token, int connections, LongFunction<byte[]> bodies) {

    /** As fast as the answers come, for so long: answers a second. */
    double closedLoop(AtomicLong next, Duration time) throws InterruptedException, IOException {
        long end = System.nanoTime() + time.toNanos();
        long began = System.nanoTime();
        long answers = onEach(connection -> {
                    long answered = 0;
                    while (System.nanoTime() < end) {
                        post(connection, next.getAndIncrement());
                        answered++;
                    }
                    return answered;
                })
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        return answers * 1e9 / (System.nanoTime() - began);
    }

    /** So many a second, whether answers come or not; a wait for a free connection is the service's fault. */
    void openLoop(AtomicLong next, int perSecond, Duration time) throws InterruptedException, IOException {
        long began = System.nanoTime();
        var slot = new AtomicLong();
        long slots = perSecond * time.toSeconds();
        var _ = onEach(connection -> {
            for (long i = slot.getAndIncrement(); i < slots; i = slot.getAndIncrement()) {
                long due = began + i * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                post(connection, next.getAndIncrement());
            }
            return 0L;
        });
    }

    private void post(Connection connection, long number) throws IOException {
        int status = connection.post(bodies.apply(number));
        if (status != 201) {
            throw new IOException(path + " answered " + status);
        }
    }

    private interface Work {
        long with(Connection connection) throws IOException;
    }

    private List<Long> onEach(Work work) throws InterruptedException, IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Long>>();
            for (int i = 0; i < connections; i++) {
                Callable<Long> task = () -> {
                    try (var connection = new Connection(port, path, token)) {
                        return work.with(connection);
                    }
                };
                running.add(threads.submit(task));
            }
            var results = new ArrayList<Long>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
