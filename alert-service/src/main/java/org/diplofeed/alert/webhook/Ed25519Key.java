package org.diplofeed.alert.webhook;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key, {@code whsk_} and the base64 of 64 bytes (RFC 8032 seed, then public key): signs by scheme
 * {@code v1a}. By Bouncy Castle, in a tenth of the time that the JDK takes (decision 31); tests verify by the JDK.
 */
public final class Ed25519Key implements SigningKey {
    /** What stands before the base64 of the private form. */
    public static final String PREFIX = "whsk_";

    private static final String PUBLIC_PREFIX = "whpk_";
    private static final int HALF = 32;

    private final byte[] seed;
    private final byte[] publicBytes;

    private Ed25519Key(byte[] seed, byte[] publicBytes) {
        this.seed = seed;
        this.publicBytes = publicBytes;
    }

    /** The key in this text, or empty when it is none, or its halves do not belong together. */
    public static Optional<Ed25519Key> parse(String text) {
        return KeyText.decode(PREFIX, text)
                .filter(bytes -> bytes.length == 2 * HALF)
                .map(bytes -> ofSeed(Arrays.copyOf(bytes, HALF)))
                // A signature made with another public key would give the seed away.
                .filter(key -> key.encoded().equals(text));
    }

    /** A new key. */
    public static Ed25519Key generate(SecureRandom random) {
        byte[] seed = new byte[HALF];
        random.nextBytes(seed);
        return ofSeed(seed);
    }

    private static Ed25519Key ofSeed(byte[] seed) {
        byte[] publicBytes = new byte[HALF];
        Ed25519.generatePublicKey(seed, 0, publicBytes, 0);
        return new Ed25519Key(seed, publicBytes);
    }

    @Override
    public String sign(String id, long timestamp, byte[] body) {
        return "v1a," + Base64.getEncoder().encodeToString(signBytes(SignedContent.of(id, timestamp, body)));
    }

    @Override
    public String encoded() {
        return PREFIX
                + Base64.getEncoder()
                        .encodeToString(ByteBuffer.allocate(2 * HALF)
                                .put(seed)
                                .put(publicBytes)
                                .array());
    }

    /** {@code whpk_} and the base64 of the raw 32 bytes: what a receiver verifies with. */
    public String publicKey() {
        return PUBLIC_PREFIX + Base64.getEncoder().encodeToString(publicBytes);
    }

    /**
     * The raw 32 bytes of a public key as base64url without padding: {@code x} of a JWK (RFC 8037).
     *
     * @param publicKey {@code whpk_} and base64
     */
    public static String jwkX(String publicKey) {
        byte[] bytes = KeyText.decode(PUBLIC_PREFIX, publicKey).orElseThrow();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }

    /** The raw 64 bytes of a signature. */
    public byte[] signBytes(byte[] content) {
        byte[] signature = new byte[2 * HALF];
        Ed25519.sign(seed, 0, publicBytes, 0, content, 0, content.length, signature, 0);
        return signature;
    }
}
