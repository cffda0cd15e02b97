package org.diplofeed.log;

import java.time.Duration;

/** Waiting for threads, with a deadline. */
final class Threads {
    private Threads() {}

    /**
     * Whether the thread has ended by the deadline, as {@link System#nanoTime} counts; an interrupt ends the wait too.
     */
    static boolean join(Thread thread, long deadline) {
        try {
            return thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
