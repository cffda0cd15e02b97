package org.diplofeed.timeline.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of what is derived: a hash of what it derives from, so that a rebuild gives the same ones. */
final class DerivedId {
    private static final int BYTES = 16;

    private DerivedId() {}

    /** The first 128 bits of SHA-256 over the parts, each with its length before it. */
    static String of(String... parts) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(UTF_8);
                hash.update((bytes.length + ":").getBytes(UTF_8));
                hash.update(bytes);
            }
            return HexFormat.of().formatHex(hash.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
