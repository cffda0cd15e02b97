package org.diplofeed.timeline.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long this instance's latest answers took: what a rebuild is governed by. */
@ApplicationScoped
public class AnswerTimes {
    private static final int KEPT = 512;
    private static final int ENOUGH = 20;
    private static final long RECENT = Duration.ofSeconds(10).toNanos();
    private static final double SLOW = 0.99;

    private final AtomicLongArray times = new AtomicLongArray(KEPT);
    private final AtomicLongArray ends = new AtomicLongArray(KEPT);
    private final AtomicInteger next = new AtomicInteger();

    /** An answer was given now that took so long. */
    public void took(Duration time) {
        int at = Math.floorMod(next.getAndIncrement(), KEPT);
        times.set(at, time.toNanos());
        ends.set(at, System.nanoTime());
    }

    /** The time in milliseconds that 99 of 100 of the last ten seconds' answers kept; empty for too few answers. */
    OptionalDouble slow() {
        long now = System.nanoTime();
        var recent = new long[KEPT];
        int count = 0;
        for (int i = 0; i < KEPT; i++) {
            if (times.get(i) > 0 && now - ends.get(i) < RECENT) {
                recent[count++] = times.get(i);
            }
        }
        if (count < ENOUGH) {
            return OptionalDouble.empty();
        }
        Arrays.sort(recent, 0, count);
        return OptionalDouble.of(recent[(int) Math.ceil(count * SLOW) - 1] / 1e6);
    }
}
