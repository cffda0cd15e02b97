package org.diplofeed.log;

import java.time.Instant;

/**
 * An event that waits in a parked stream, without its content.
 *
 * @param version 0 when the record names none
 * @param type its {@code ce_type}; empty when it has none
 * @param bytes the size of its value
 */
public record ParkedEvent(
        String topic, int partition, long offset, long version, String type, int bytes, Instant parkedAt) {}
