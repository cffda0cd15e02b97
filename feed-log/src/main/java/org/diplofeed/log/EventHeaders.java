package org.diplofeed.log;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The two headers that the log itself sets and reads; all others pass through untouched. */
public final class EventHeaders {
    /** The event's version in its stream: 1, 2, 3 … without a hole. */
    public static final String STREAM_VERSION = "ce_streamversion";

    /** When the event was recorded: RFC 3339 in UTC with six fractional digits, strictly rising within a stream. */
    public static final String RECORDED_TIME = "ce_recordedtime";

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventHeaders() {}

    /** The form of a recordedtime on the wire. */
    public static String format(Instant recordedTime) {
        return MICROSECONDS.format(recordedTime);
    }
}
