package org.diplofeed.alert.delivery;

import java.time.Duration;

/**
 * How the queue is worked off.
 *
 * @param batch most deliveries in one claim or one completion
 * @param slots most requests under way to one endpoint
 * @param reservedSlots of these, those that first attempts alone may use
 * @param lease how long a claim stands without a heartbeat, on the database's clock
 * @param heartbeat how often leases are extended
 * @param concurrency most requests under way from one instance
 * @param reservedConcurrency of these, those that first attempts alone may use
 * @param breaker failures in a row after which an endpoint is asked one delivery at a time, ever more rarely
 * @param poll how often the queue is looked at when nothing wakes the workers
 */
public record DeliverySettings(
        int batch,
        int slots,
        int reservedSlots,
        Duration lease,
        Duration heartbeat,
        int concurrency,
        int reservedConcurrency,
        int breaker,
        Duration poll) {}
