package org.diplofeed.ingest.desk;

import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes ids that sort by when they were made: UUIDs of version 7 (RFC 9562). */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id. */
    public static String next(InstantSource clock) {
        long high = (clock.millis() << 16) | 0x7000 | RANDOM.nextInt(1 << 12);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new java.util.UUID(high, low).toString();
    }
}
