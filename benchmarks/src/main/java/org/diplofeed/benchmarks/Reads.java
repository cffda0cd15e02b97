package org.diplofeed.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Questions at a fixed rate, whether answers come or not: a late answer makes the next one late, and that is counted.
 */
final class Reads implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    Reads(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** How long each of so many questions took, from when it was to be asked. */
    List<Duration> latencies(IntFunction<String> questions, int count, int perSecond)
            throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            var running = new ArrayList<Future<Duration>>(count);
            for (int i = 0; i < count; i++) {
                int number = i;
                long due = began + i * 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                Callable<Duration> question = () -> {
                    int status = status(questions.apply(number));
                    if (status != 200) {
                        throw new IOException(questions.apply(number) + " answered " + status);
                    }
                    return Duration.ofNanos(System.nanoTime() - due);
                };
                running.add(threads.submit(question));
            }
            var latencies = new ArrayList<Duration>(count);
            for (var answer : running) {
                latencies.add(answer.get());
            }
            return latencies;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Asks; the answer's status. */
    int status(String path) throws IOException, InterruptedException {
        return status(path, "");
    }

    /** Asks for an answer that has seen what ingest's token names; its status. */
    int status(String path, String feedToken) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30));
        if (!feedToken.isEmpty()) {
            request.header("If-Fresh", feedToken);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        http.close();
    }
}
