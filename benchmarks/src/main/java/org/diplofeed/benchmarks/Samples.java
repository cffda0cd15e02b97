package org.diplofeed.benchmarks;

import java.time.Duration;
import java.util.List;

/** Order statistics. */
final class Samples {
    private Samples() {}

    static Duration median(List<Duration> samples) {
        return percentile(samples, 50);
    }

    /** The smallest sample that at least so many in a hundred do not exceed. */
    static Duration percentile(List<Duration> samples, int percent) {
        var sorted = samples.stream().sorted().toList();
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(rank, 1) - 1);
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
