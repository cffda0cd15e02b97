package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its newsroom sees it.
 *
 * @param kind alert, challenge or test
 * @param state pending, in_flight, held (until the subscription is enabled again), delivered, failed, cancelled (what
 *     it carried was taken back)
 * @param webhookId the {@code webhook-id} header, the same on every attempt
 * @param nextAttemptAt of a pending one
 * @param log its attempts; absent in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delivery(
        String deliveryId,
        String subscriptionId,
        String kind,
        @Nullable String alertId,
        String webhookId,
        String state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable List<Attempt> log) {
    /**
     * One attempt.
     *
     * @param error target_forbidden, dns, connect, tls, timeout, http; challenge: the answer was another; lost: its
     *     worker died
     * @param requestHeaders as sent, without signatures
     * @param answer the first 4 KiB, as text
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Attempt(
            int attempt,
            Instant startedAt,
            long durationMillis,
            @Nullable Integer status,
            @Nullable String error,
            JsonNode requestHeaders,
            @Nullable String answer,
            boolean answerTruncated) {}
}
