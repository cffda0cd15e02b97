package org.diplofeed.log;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * Whether the broker still answers. A consumer says nothing of one that is gone: its polls are empty and its lag stays
 * as it was. But an answer comes at least every half second, if only that there is nothing new. For one thread.
 */
final class BrokerContact {
    private static final String GROUP = "consumer-metrics";
    private static final String ANSWERS = "response-total";

    private final List<? extends Metric> counters;
    private final long longestSilence;
    private double answers = -1;
    private long since = System.nanoTime();

    /** The counters of a consumer are there from its beginning; it has hundreds of others, to be gone through once. */
    BrokerContact(Consumer<?, ?> consumer, Duration longestSilence) {
        this.counters = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().group().equals(GROUP)
                        && metric.metricName().name().equals(ANSWERS))
                .toList();
        this.longestSilence = longestSilence.toNanos();
    }

    /** Looks; to be called more often than the silence may last. */
    boolean lost() {
        double now = counters.stream()
                .mapToDouble(counter -> (double) counter.metricValue())
                .sum();
        if (now != answers) {
            answers = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > longestSilence;
    }
}
