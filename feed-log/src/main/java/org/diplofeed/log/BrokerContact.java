package org.diplofeed.log;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Whether the broker still answers. A consumer says nothing of one that is gone: its polls are empty and its lag stays
 * as it was. But an answer comes at least every half second, if only that there is nothing new. For one thread.
 */
final class BrokerContact {
    private static final String GROUP = "consumer-metrics";
    private static final String ANSWERS = "response-total";

    private final long longestSilence;
    private double answers = -1;
    private long since = System.nanoTime();

    BrokerContact(Duration longestSilence) {
        this.longestSilence = longestSilence.toNanos();
    }

    /** Looks; to be called more often than the silence may last. */
    boolean lost(Consumer<?, ?> consumer) {
        double now = consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals(GROUP)
                        && metric.getKey().name().equals(ANSWERS))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
        if (now != answers) {
            answers = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > longestSilence;
    }
}
