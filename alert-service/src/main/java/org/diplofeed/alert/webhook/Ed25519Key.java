package org.diplofeed.alert.webhook;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An Ed25519 key, {@code whsk_} and the base64 of 64 bytes (RFC 8032 seed, then public key): signs by scheme
 * {@code v1a}.
 */
public final class Ed25519Key implements SigningKey {
    /** What stands before the base64 of the private form. */
    public static final String PREFIX = "whsk_";

    private static final String PUBLIC_PREFIX = "whpk_";
    private static final int HALF = 32;
    private static final String ALGORITHM = "Ed25519";
    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
    private static final byte[] SPKI_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] seed;
    private final byte[] publicBytes;
    private final PrivateKey privateKey;

    private Ed25519Key(byte[] seed, byte[] publicBytes) {
        this.seed = seed;
        this.publicBytes = publicBytes;
        try {
            this.privateKey = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The key in this text, or empty when it is none, or its halves do not belong together. */
    public static Optional<Ed25519Key> parse(String text) {
        return KeyText.decode(PREFIX, text)
                .filter(bytes -> bytes.length == 2 * HALF)
                .map(bytes -> new Ed25519Key(Arrays.copyOf(bytes, HALF), Arrays.copyOfRange(bytes, HALF, 2 * HALF)))
                .filter(Ed25519Key::verifiesItself);
    }

    /** A new key. */
    public static Ed25519Key generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] spki = pair.getPublic().getEncoded();
            return new Ed25519Key(seed, Arrays.copyOfRange(spki, spki.length - HALF, spki.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
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
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was read signs", e);
        }
    }

    private boolean verifiesItself() {
        byte[] content = {1};
        try {
            byte[] spki = ByteBuffer.allocate(SPKI_HEAD.length + HALF)
                    .put(SPKI_HEAD)
                    .put(publicBytes)
                    .array();
            PublicKey publicKey = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki));
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(publicKey);
            signature.update(content);
            return signature.verify(signBytes(content));
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
