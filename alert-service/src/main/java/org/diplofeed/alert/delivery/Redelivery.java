package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A redelivery of many alerts, as an operation.
 *
 * @param state running, done, cancelled
 * @param total how many there were to queue
 * @param done how many are queued
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Redelivery(
        String operationId,
        String subscriptionId,
        String state,
        long total,
        long done,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
