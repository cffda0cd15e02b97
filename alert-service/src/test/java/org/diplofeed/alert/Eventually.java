package org.diplofeed.alert;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition with a deadline. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Eventually() {}

    /** The first value that the condition holds for; fails with the last one seen after a minute. */
    public static <T> T eventually(Callable<T> read, Predicate<T> holds) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            T value = read(read);
            if (holds.test(value)) {
                return value;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time; last seen: " + value);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static <T> T read(Callable<T> read) {
        try {
            return read.call();
        } catch (Exception e) {
            throw new AssertionError("could not look", e);
        }
    }
}
