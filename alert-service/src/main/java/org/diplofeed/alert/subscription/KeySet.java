package org.diplofeed.alert.subscription;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Public keys as a JSON Web Key Set (RFC 7517). */
record KeySet(List<Key> keys) {
    static final String MEDIA_TYPE = "application/jwk-set+json";

    /**
     * An Ed25519 key (RFC 8037).
     *
     * @param x the raw 32 bytes in base64url
     */
    @Schema(name = "JsonWebKey")
    record Key(String kty, String crv, String kid, String use, String alg, String x) {
        static Key ed25519(String id, String x) {
            return new Key("OKP", "Ed25519", id, "sig", "EdDSA", x);
        }
    }
}
