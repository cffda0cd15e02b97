package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * An instant or a UTC day, kept as it was written: a date is never turned into an instant.
 *
 * @param text as it stands on the wire
 * @param start the instant, or the day's 00:00Z: what times are sorted by
 * @param end the instant, or the day's last microsecond, since an upper bound is inclusive
 */
public record Moment(String text, Instant start, Instant end) {

    /**
     * Reads an RFC 3339 instant (any offset) or an ISO date.
     *
     * @throws java.time.format.DateTimeParseException if the text is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Moment parse(String text) {
        if (text.indexOf('T') < 0) {
            var day = LocalDate.parse(text);
            var next = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            return new Moment(text, day.atStartOfDay(ZoneOffset.UTC).toInstant(), next.minus(1, ChronoUnit.MICROS));
        }
        var instant = Rfc3339.parse(text);
        return new Moment(text, instant, instant);
    }

    /** The moment at an instant. */
    public static Moment at(Instant instant) {
        return new Moment(instant.toString(), instant, instant);
    }

    /** Whether this is a whole UTC day rather than an instant. */
    public boolean isDate() {
        return !start.equals(end);
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
