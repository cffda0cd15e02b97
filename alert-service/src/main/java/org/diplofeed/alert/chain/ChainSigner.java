package org.diplofeed.alert.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Base64;
import org.diplofeed.alert.webhook.Ed25519Key;
import org.diplofeed.events.FeedJson;

/** Signs the end of a chain: a JWS in compact form. Pure. */
final class ChainSigner {
    private ChainSigner() {}

    static String sign(ChainEnd end, String keyId, Ed25519Key key) {
        var header = FeedJson.mapper()
                .createObjectNode()
                .put("alg", "EdDSA")
                .put("kid", keyId)
                .put("typ", "diplofeed-chain+json");
        try {
            String content = encode(FeedJson.mapper().writeValueAsBytes(header))
                    + "."
                    + encode(FeedJson.mapper().writeValueAsBytes(end));
            return content + "." + encode(key.signBytes(content.getBytes(UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are JSON", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
