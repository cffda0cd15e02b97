package org.diplofeed.alert.webhook;

import java.util.Base64;
import java.util.Optional;

/** Keys as text: a prefix that says what it is, and base64. */
final class KeyText {
    private KeyText() {}

    static Optional<byte[]> decode(String prefix, String text) {
        if (!text.startsWith(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.substring(prefix.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
