package org.diplofeed.cli.stack;

import java.time.Duration;

/** How long something takes, by a clock that nobody sets. */
public record Watch(long startedAt) {
    /** Starts now. */
    public static Watch start() {
        return new Watch(System.nanoTime());
    }

    /** Since then. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }
}
