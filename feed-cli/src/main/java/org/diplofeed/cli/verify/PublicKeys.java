package org.diplofeed.cli.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The Ed25519 keys of a JSON Web Key Set (RFC 7517, RFC 8037). */
public final class PublicKeys {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
    private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int PARTS = 3;

    private final Map<String, PublicKey> keys;

    private PublicKeys(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /** What was signed, and by which key. */
    record Signed(String keyId, JsonNode content) {}

    /**
     * Reads a key set.
     *
     * @throws IOException if it is none, or has no Ed25519 key
     */
    public static PublicKeys read(String jwks) throws IOException {
        var keys = new HashMap<String, PublicKey>();
        for (var key : JSON.readTree(jwks).path("keys")) {
            if (key.path("crv").asText().equals("Ed25519")) {
                keys.put(key.path("kid").asText(), key(key.path("x").asText()));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException("there is no Ed25519 key in the key set");
        }
        return new PublicKeys(keys);
    }

    /** What a JWS in compact form (RFC 7515) says, if one of these keys signed it. */
    Optional<Signed> verified(String jws) {
        var parts = jws.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            var header = JSON.readTree(decode(parts[0]));
            String keyId = header.path("kid").asText();
            var key = keys.get(keyId);
            if (key == null || !header.path("alg").asText().equals("EdDSA")) {
                return Optional.empty();
            }
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
            return verifier.verify(decode(parts[2]))
                    ? Optional.of(new Signed(keyId, JSON.readTree(decode(parts[1]))))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static PublicKey key(String x) throws IOException {
        try {
            byte[] raw = decode(x);
            byte[] spki = new byte[HEAD.length + raw.length];
            System.arraycopy(HEAD, 0, spki, 0, HEAD.length);
            System.arraycopy(raw, 0, spki, HEAD.length, raw.length);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("a key in the key set is none", e);
        }
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
