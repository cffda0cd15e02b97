package org.diplofeed.ingest.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.Precision;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;

/** What a time span has to keep to: domain.md, «Entities and value objects». */
public final class SpanRules {
    /** Nothing earlier is taken. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** How far a sender's clock and calendar may be ahead. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private SpanRules() {}

    /** The faults of a span that is found at a pointer. */
    public static List<ProblemError> check(TimeSpan span, String pointer) {
        var faults = new ArrayList<ProblemError>();
        if (span.to().end().isBefore(span.from().start())) {
            faults.add(new ProblemError(
                    JsonPointers.member(pointer, "to"), "span-reversed", "is before the beginning of the span"));
        } else if (span.precision() == Precision.DAY && !oneDay(span)) {
            faults.add(new ProblemError(
                    JsonPointers.member(pointer, "precision"),
                    "not-one-day",
                    "DAY is one day in UTC, the span is more"));
        }
        if (span.start().isBefore(EARLIEST)) {
            faults.add(new ProblemError(JsonPointers.member(pointer, "from"), "too-early", "is before 1900"));
        }
        return faults;
    }

    /** The fault of a span that begins later than things can have happened. */
    public static List<ProblemError> checkNotAhead(TimeSpan span, String pointer, Instant latest, String detail) {
        return span.start().isAfter(latest)
                ? List.of(new ProblemError(JsonPointers.member(pointer, "from"), "in-the-future", detail))
                : List.of();
    }

    private static boolean oneDay(TimeSpan span) {
        var first = span.from().start().atOffset(ZoneOffset.UTC).toLocalDate();
        return span.to().end().atOffset(ZoneOffset.UTC).toLocalDate().equals(first);
    }
}
