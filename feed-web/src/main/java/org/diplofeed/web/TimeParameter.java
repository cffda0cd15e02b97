package org.diplofeed.web;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time in a request's parameters. */
public final class TimeParameter {
    private static final int LAST_YEAR = 9_999;

    private TimeParameter() {}

    /**
     * Reads a time as RFC 3339 has it, of a year from 0 to 9999; null where there is none.
     *
     * @throws ProblemException malformed-request, naming the parameter
     */
    public static @Nullable Instant read(String name, @Nullable String text) {
        var time = parse(text);
        if (text != null && time.isEmpty()) {
            throw new ProblemException(MALFORMED_REQUEST, name + " has to be a time as RFC 3339 has it.");
        }
        return time.orElse(null);
    }

    /** Reads a time as RFC 3339 has it, of a year from 0 to 9999; empty where there is none, or none such. */
    public static Optional<Instant> parse(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(OffsetDateTime::parse)
                    .filter(time -> time.getYear() >= 0 && time.getYear() <= LAST_YEAR)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
