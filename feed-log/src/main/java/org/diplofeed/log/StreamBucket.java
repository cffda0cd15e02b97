package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/**
 * Which of the {@value #COUNT} buckets a stream falls into. A bucket is what a {@link Relay} leases, so that the events
 * of one stream are sent by one relay at a time.
 */
public final class StreamBucket {
    /** How many buckets there are. Stored rows carry their bucket: this never changes. */
    public static final int COUNT = 64;

    private StreamBucket() {}

    /** CRC-32 of the stream id in UTF-8, modulo {@value #COUNT}: Postgres' {@code crc32(stream_id::bytea) % 64}. */
    public static short of(String streamId) {
        var crc = new CRC32();
        crc.update(streamId.getBytes(UTF_8));
        return (short) (crc.getValue() % COUNT);
    }
}
