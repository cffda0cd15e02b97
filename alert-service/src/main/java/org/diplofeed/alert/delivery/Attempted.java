package org.diplofeed.alert.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that has ended, and what becomes of its delivery.
 *
 * @param startedAt on the database's clock
 * @param headers as sent, without signatures, as JSON
 * @param answer the beginning of it, as text
 */
record Attempted(
        Claimed delivery,
        Outcome outcome,
        Instant startedAt,
        Duration took,
        @Nullable Integer status,
        @Nullable String error,
        String headers,
        @Nullable String answer,
        boolean truncated) {}
