package org.diplofeed.alert.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.alert.webhook.SigningKey;

/** Signing keys, opened once and kept for as long as they are used: to open and check one costs more than to sign. */
final class OpenedKeys {
    private static final long MOST = 20_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);

    /** What was sealed, and for whom. */
    private record Sealed(String subscriptionId, ByteBuffer box) {}

    private final SecretBox secrets;
    private final Cache<Sealed, SigningKey> opened =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    OpenedKeys(SecretBox secrets) {
        this.secrets = secrets;
    }

    /** @throws IllegalStateException if it was not sealed for that subscription */
    SigningKey open(String subscriptionId, byte[] box) {
        return opened.get(new Sealed(subscriptionId, ByteBuffer.wrap(box)), _ -> read(subscriptionId, box));
    }

    private SigningKey read(String subscriptionId, byte[] box) {
        return SigningKey.parse(secrets.open(subscriptionId, box))
                .orElseThrow(() -> new IllegalStateException("a stored key is of no known kind"));
    }
}
