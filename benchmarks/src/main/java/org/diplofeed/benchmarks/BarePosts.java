package org.diplofeed.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The baseline: posts bodies to the receivers with the HTTP client that alert-service uses, and does nothing else. */
final class BarePosts implements AutoCloseable {
    private static final int UNDER_WAY = 512;

    private final HttpClient http;
    private final List<String> urls;
    private final BodyTemplate bodies;

    /** @param urls the n-th body goes to the n-th of them, and over again */
    BarePosts(Vertx vertx, List<String> urls, BodyTemplate bodies) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(UNDER_WAY));
        this.urls = urls;
        this.bodies = bodies;
    }

    /** What the n-th body is known by. */
    static String id(long n) {
        return "bare." + n;
    }

    /** So many a second; when each was due, on {@link System#nanoTime}. */
    long[] openLoop(long from, int perSecond, int seconds) throws InterruptedException {
        var room = new Semaphore(UNDER_WAY);
        var due = new long[perSecond * seconds];
        long began = System.nanoTime();
        for (int i = 0; i < due.length; i++) {
            due[i] = began + i * 1_000_000_000L / perSecond;
            for (long wait = due[i] - System.nanoTime(); wait > 0; wait = due[i] - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            post(from + i, room);
        }
        awaitAll(room);
        return due;
    }

    /** As fast as the answers come: answers a second. */
    double closedLoop(long from, int seconds) throws InterruptedException {
        var room = new Semaphore(UNDER_WAY);
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(seconds);
        long n = from;
        while (System.nanoTime() < end) {
            post(n, room);
            n++;
        }
        awaitAll(room);
        return (n - from) * 1e9 / (System.nanoTime() - began);
    }

    private static void awaitAll(Semaphore room) throws InterruptedException {
        if (!room.tryAcquire(UNDER_WAY, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a bare POST was never answered");
        }
    }

    private void post(long n, Semaphore room) throws InterruptedException {
        room.acquire();
        http.request(new RequestOptions()
                        .setAbsoluteURI(urls.get((int) (n % urls.size())))
                        .setMethod(HttpMethod.POST)
                        .putHeader("content-type", "application/json"))
                // Within: the answer's end is not waited for by whoever looks later.
                .compose(request -> request.send(bodies.withId(id(n))).compose(HttpClientResponse::end))
                .onComplete(_ -> room.release());
    }

    @Override
    public void close() {
        var _ = http.close();
    }
}
