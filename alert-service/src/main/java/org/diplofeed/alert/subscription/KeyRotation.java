package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new key for a subscription, beside which the older ones of its scheme sign for a while.
 *
 * @param scheme v1: HMAC with a shared secret; v1a: Ed25519
 * @param overlap how long the older ones sign along, from none at all to 7 days
 * @param secret the client's own, or empty to make one
 */
record KeyRotation(String scheme, Duration overlap, Optional<HmacSecret> secret) {
    private static final String HMAC = "v1";
    private static final String ED25519 = "v1a";
    private static final Duration DEFAULT_OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /**
     * Which signing key to replace.
     *
     * @param scheme v1, the secret, or v1a, the Ed25519 key; v1 if it is missing
     * @param overlap ISO 8601: how long the older keys sign along, from none at all to 7 days; a day if it is missing
     * @param secret of scheme v1: your own, {@code whsec_} and the base64 of 24 to 64 random bytes; else one is made
     */
    @Schema(name = "KeyRequest")
    record Body(
            @Nullable String scheme,
            @Nullable String overlap,
            @Nullable String secret) {}

    /**
     * A new signing key.
     *
     * @param secret of scheme v1: shown once
     * @param publicKey of scheme v1a
     * @param overlap ISO 8601: how long the older keys sign along
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NewKey(
            String keyId,
            String scheme,
            @Nullable String secret,
            @Nullable String publicKey,
            String overlap) {}

    /**
     * Reads the body of a POST.
     *
     * @throws ProblemException invalid-document, with all faults
     */
    static KeyRotation read(ObjectNode document) {
        var body = StrictJson.value(document, Body.class);
        var faults = new ArrayList<ProblemError>();
        String scheme = body.scheme() == null ? HMAC : body.scheme();
        if (!List.of(HMAC, ED25519).contains(scheme)) {
            faults.add(new ProblemError("/scheme", "enum", "has to be v1 or v1a"));
        }
        if (scheme.equals(ED25519) && body.secret() != null) {
            faults.add(
                    new ProblemError("/secret", "scheme", "is for v1 alone: an Ed25519 key never leaves this service"));
        }
        var secret = SubscriptionDraft.secret(body.secret(), "/secret", faults);
        var overlap = overlap(body.overlap(), faults);
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_DOCUMENT, "The key cannot be changed like that.", faults);
        }
        return new KeyRotation(scheme, overlap, secret);
    }

    boolean isEd25519() {
        return scheme.equals(ED25519);
    }

    private static Duration overlap(@Nullable String text, List<ProblemError> faults) {
        if (text == null) {
            return DEFAULT_OVERLAP;
        }
        try {
            var overlap = Duration.parse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (DateTimeException _) {
            // Told below, as one that is out of range is.
        }
        faults.add(new ProblemError(
                "/overlap", "format", "has to be an ISO 8601 duration of days or less, from PT0S to P7D"));
        return DEFAULT_OVERLAP;
    }
}
