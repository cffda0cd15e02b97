package org.diplofeed.alert.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.diplofeed.alert.alerts.AlertHead;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker alone may attempt, until its lease ends.
 *
 * @param attempt which one this is, from 1
 * @param round which one since it was last asked for
 * @param claimedAt on the database's clock
 * @param keys sealed, in the order in which they sign
 * @param alert of a delivery that carries one
 * @param event what the alert is made from
 */
// The bytes are never changed and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Claimed(
        String deliveryId,
        String subscriptionId,
        DeliveryKind kind,
        String webhookId,
        @Nullable String challenge,
        int attempt,
        int round,
        UUID claim,
        Instant claimedAt,
        Instant createdAt,
        String url,
        List<byte[]> keys,
        @Nullable AlertHead alert,
        byte @Nullable [] event) {}
