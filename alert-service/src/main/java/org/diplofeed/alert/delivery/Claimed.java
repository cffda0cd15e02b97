package org.diplofeed.alert.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.diplofeed.alert.timing.Timing;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this worker alone may attempt, until its lease ends.
 *
 * @param attempt which one this is, from 1
 * @param round which one since it was last asked for
 * @param claimedAt on the database's clock
 * @param keys sealed, in the order in which they sign
 * @param paused whether its subscription is
 * @param timing when its subscription wants to be told
 * @param traceparent the trace of what it tells; none for what tells many things, or nothing
 * @param pastSilence whether it goes out whatever these two say
 * @param alerts one, or all of a digest in the order of their sequence; none for a challenge or a test
 */
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
        boolean paused,
        Timing timing,
        boolean pastSilence,
        @Nullable String traceparent,
        List<Carried> alerts) {
    /** What an address of a channel by mail begins with. */
    static final String MAILTO = "mailto:";

    boolean isByMail() {
        return url.startsWith(MAILTO);
    }

    /** Whether nothing may be sent at this moment; a digest was made when it might. */
    boolean isSilenced(Instant now) {
        return kind == DeliveryKind.ALERT
                && !pastSilence
                && timing.silence(paused, alerts.getFirst().subject(), now).isPresent();
    }
}
