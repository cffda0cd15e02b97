package org.diplofeed.timeline.rebuild;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The share of the time that a rebuild works. It falls by a third whenever the live generation is behind or answers
 * come slowly, and rises a little after each chunk while neither is so.
 */
final class Governor implements Pace {
    /** With which it begins where somebody asks: whether it is too much can only be seen afterwards. */
    private static final double FIRST = 0.1;

    private static final double FALL = 0.67;
    private static final double RISE = 0.05;

    private final RebuildConfig config;
    private final LongSupplier lag;
    private final Supplier<OptionalDouble> slow;
    private final CountDownLatch stopping;
    private volatile double share = 1;
    private volatile double quiet;

    /**
     * A governor.
     *
     * @param lag how many events the live generation is behind; negative while nobody knows
     * @param slow how long answers take, in milliseconds
     * @param stopping ends every rest
     */
    Governor(RebuildConfig config, LongSupplier lag, Supplier<OptionalDouble> slow, CountDownLatch stopping) {
        this.config = config;
        this.lag = lag;
        this.slow = slow;
        this.stopping = stopping;
    }

    /** Learns how long answers take while nothing is built. */
    void idle() {
        var now = slow.get();
        now.ifPresent(millis -> quiet = quiet == 0 ? millis : 0.8 * quiet + 0.2 * millis);
        share = now.isPresent() ? FIRST : 1;
    }

    /** The share now; a fixed one if somebody has said so. */
    double share(@Nullable Double fixed) {
        return fixed != null ? fixed : share;
    }

    @Override
    public void after(Duration work) throws InterruptedException {
        share = busy() ? Math.max(config.leastBudget(), share * FALL) : Math.min(1, share + RISE);
        rest(work, share);
    }

    /** Rests so long that the work before it was the given share. */
    void rest(Duration work, double budget) throws InterruptedException {
        long rest = (long) (work.toNanos() * (1 - budget) / budget);
        if (stopping.await(rest, TimeUnit.NANOSECONDS)) {
            throw new Stopped();
        }
    }

    private boolean busy() {
        var now = slow.get();
        return lag.getAsLong() > config.longestLag()
                || (now.isPresent() && quiet > 0 && now.getAsDouble() > config.slowestAnswers() * quiet);
    }
}
