package org.diplofeed.ingest.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens soon. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN = Duration.ofMillis(50).toNanos();

    private Eventually() {}

    /** The first answer that is as expected, or the last one when patience ends. */
    public static <T> T get(Supplier<T> question, Predicate<T> expected) {
        var deadline = Instant.now().plus(PATIENCE);
        var answer = question.get();
        while (!expected.test(answer) && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(BETWEEN);
            answer = question.get();
        }
        return answer;
    }
}
