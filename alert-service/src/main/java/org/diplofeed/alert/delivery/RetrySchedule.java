package org.diplofeed.alert.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When the next attempt is (delivery.md, «Standard Webhooks, exactly»). */
final class RetrySchedule {
    /** How long a throttled target is left alone at least. */
    static final Duration THROTTLE = Duration.ofSeconds(60);

    /** As far as a {@code Retry-After} can push. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private static final double JITTER = 0.2;
    private static final List<Duration> BEFORE_ATTEMPT = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private RetrySchedule() {}

    /**
     * How long to wait after so many failed attempts, or empty when that was the last.
     *
     * @param failed attempts so far, from 1
     * @param jitter from -1 to 1: how far from the schedule
     * @param least not sooner than this: a Retry-After that is honoured, or a throttle
     */
    static Optional<Duration> after(int failed, double jitter, Duration least) {
        if (failed >= BEFORE_ATTEMPT.size()) {
            return Optional.empty();
        }
        double millis = BEFORE_ATTEMPT.get(failed).toMillis() * (1 + JITTER * jitter);
        var wait = Duration.ofMillis(Math.round(millis));
        return Optional.of(wait.compareTo(least) < 0 ? least : wait);
    }
}
