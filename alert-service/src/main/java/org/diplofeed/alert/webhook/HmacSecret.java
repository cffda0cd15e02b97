package org.diplofeed.alert.webhook;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shared secret, {@code whsec_} and the base64 of 24 to 64 bytes: signs with HMAC-SHA256, scheme {@code v1}. */
public final class HmacSecret implements SigningKey {
    /** What stands before the base64. */
    public static final String PREFIX = "whsec_";

    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    /** One of any length, as others may have made them. */
    HmacSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The secret in this text, or empty when it is none. */
    public static Optional<HmacSecret> parse(String text) {
        return KeyText.decode(PREFIX, text)
                .filter(bytes -> bytes.length >= LEAST_BYTES && bytes.length <= MOST_BYTES)
                .map(HmacSecret::new);
    }

    /**
     * A new secret of 32 bytes.
     *
     * @param random a cryptographic source
     */
    public static HmacSecret generate(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new HmacSecret(bytes);
    }

    @Override
    public String sign(String id, long timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(SignedContent.of(id, timestamp, body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    @Override
    public String encoded() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
