package org.diplofeed.log;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, and fails when it does not come true in time. */
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final long LOOK_AGAIN = Duration.ofMillis(10).toNanos();

    private Await() {}

    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("did not come true in time: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
