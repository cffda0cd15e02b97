package org.diplofeed.alert.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names what was told to whom: the same on every replay, so that nobody is told twice. */
final class EffectId {
    private static final int BYTES = 18;

    private EffectId() {}

    /**
     * 24 characters of base64url: the beginning of the SHA-256 of these, each ended by a NUL.
     *
     * @param rehearsalId null for what is told in earnest, which is named by the other three
     */
    static String of(@Nullable String rehearsalId, String aboutId, String subscriptionId, String kind) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : rehearsalId == null
                    ? List.of(aboutId, subscriptionId, kind)
                    : List.of(aboutId, subscriptionId, kind, rehearsalId)) {
                digest.update(part.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            byte[] hash = digest.digest();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The alert that an effect is. */
    static String alertId(String effectId) {
        return "al_" + effectId;
    }

    /** The delivery of that alert. */
    static String deliveryId(String effectId) {
        return "dl_" + effectId;
    }
}
