package org.diplofeed.alert.webhook;

import java.util.Optional;

/** What a webhook is signed with. */
public sealed interface SigningKey permits HmacSecret, Ed25519Key {
    /**
     * One entry of {@code webhook-signature}: the scheme's version, a comma, the signature in base64.
     *
     * @param id the {@code webhook-id}
     * @param timestamp the {@code webhook-timestamp}: Unix seconds of this attempt
     * @param body the bytes that are sent
     */
    String sign(String id, long timestamp, byte[] body);

    /** The key in this text, or empty when it is none. */
    static Optional<? extends SigningKey> parse(String text) {
        return text.startsWith(HmacSecret.PREFIX) ? HmacSecret.parse(text) : Ed25519Key.parse(text);
    }

    /** The key as its owner keeps it: {@code whsec_…} or {@code whsk_…}. */
    String encoded();
}
