package org.diplofeed.log;

import java.time.Instant;

/**
 * A stream that a projection cannot go on with, while all others go on.
 *
 * @param version the first version that could not be applied; 0 when it names none
 * @param fault what is wrong, as the projection explains it; else kinds and places of errors, never their messages
 * @param events how many of its events wait
 */
public record ParkedStream(
        String projection,
        String streamId,
        Reason reason,
        long version,
        String fault,
        String topic,
        int partition,
        Instant parkedAt,
        long events) {
    /** Why a stream is parked. */
    public enum Reason {
        /** A version is missing; the stream goes on by itself when it arrives. */
        HOLE,
        /** A record without a usable envelope: no version, no recordedtime, no value, or no key. */
        UNREADABLE,
        /** The projection threw. */
        REFUSED
    }
}
