package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.timing.Timing;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its newsroom sees it.
 *
 * @param status pending until the target has met a challenge; disabled when it was gone or dead for too long
 * @param statusReason of a pending one: why its last challenge failed; of a disabled one: gone, exhausted, moved,
 *     unsubscribed
 * @param paused whether alerts are kept for a digest until it is resumed
 * @param sandbox whether it is told what an operator rehearses, and nothing else; absent: it is not
 * @param timing when to tell: snoozedUntil, mutes, quietHours, breakThroughUrgency, digest, immediately
 * @param maxAge ISO 8601; absent when switched off
 * @param publicKeys Ed25519 keys that sign {@code v1a}, the present one first
 * @param secret shown once, in the answer that made it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What a newsroom wants to be told, and where.")
public record Subscription(
        String subscriptionId,
        String name,
        Filter filter,
        Channel channel,
        @Nullable String maxAge,
        boolean ordered,
        Status status,
        @Nullable String statusReason,
        boolean paused,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sandbox,
        @JsonUnwrapped Timing timing,
        long version,
        Instant createdAt,
        Instant updatedAt,
        List<String> publicKeys,
        @Nullable String secret) {
    /** Where a subscription stands. */
    @Schema(name = "SubscriptionStatus")
    public enum Status {
        PENDING,
        ACTIVE,
        DISABLED
    }

    /**
     * Where alerts go.
     *
     * @param type webhook; email; pull: nothing is sent, and alerts are read, streamed or fed
     * @param url of a webhook
     * @param address of mail
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Channel(
            String type, @Nullable String url, @Nullable String address) {}

    static @Nullable String duration(@Nullable Long seconds) {
        return seconds == null ? null : days(Duration.ofSeconds(seconds));
    }

    // Duration prints hours at most: seven days were P7D when they were sent.
    private static String days(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }
}
