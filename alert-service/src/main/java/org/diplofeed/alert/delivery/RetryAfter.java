package org.diplofeed.alert.delivery;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After} (RFC 9110): seconds, also fractional ones, or an HTTP date. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

    private RetryAfter() {}

    /**
     * How long to wait, at most {@link RetrySchedule#LONGEST_RETRY_AFTER}; empty for none, a past or an unreadable one.
     */
    static Optional<Duration> parse(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        return wait(header.strip(), now)
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(RetrySchedule.LONGEST_RETRY_AFTER) > 0
                        ? RetrySchedule.LONGEST_RETRY_AFTER
                        : wait);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(
                    Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue()));
        }
        try {
            return Optional.of(Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
