package org.diplofeed.log;

import java.time.Duration;

/**
 * How a {@link Relay} works.
 *
 * @param batchSize most events sent before they are marked as published
 * @param poll how often it looks for events that nobody woke it for
 * @param lease how long it owns a bucket without renewing; renewed three times as often
 * @param deliveryTimeout after which an event that the broker did not acknowledge counts as not sent
 * @param backoff how long it waits after a failure
 */
public record RelaySettings(int batchSize, Duration poll, Duration lease, Duration deliveryTimeout, Duration backoff) {
    /** 1,000 events, polled every 100 ms, leases of 10 s, 15 s for the broker, 500 ms after a failure. */
    public static RelaySettings defaults() {
        return new RelaySettings(
                1000, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMillis(500));
    }
}
