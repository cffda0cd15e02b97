package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import org.diplofeed.events.Moment;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What every question may say: its two clocks, how fresh the answer must be, and whether it asks for what is
 * restricted.
 */
public class Clocks {
    @Parameter(
            description = "What held then: RFC 3339 time, or a date for the end of that UTC day. Default: now.",
            example = "2022-03-01T00:00:00Z")
    @QueryParam("validAt")
    @Nullable
    String validAt;

    @Parameter(
            description = "What the feed had been told by then: RFC 3339 time, or a date for the end of that UTC day."
                    + " Default: all that has been read.",
            example = "2031-01-01T00:00:00Z")
    @QueryParam("knownAt")
    @Nullable
    String knownAt;

    @Parameter(
            description =
                    "`include`: restricted records too, for operators alone; a text that was spoken off the record"
                            + " is never shown. Default: `exclude`. Positions, claims and meetings never rest on them.",
            schema = @Schema(implementation = Restricted.class))
    @QueryParam("restricted")
    @Nullable
    String restricted;

    @Parameter(
            description = "`Feed-Token`s of ingest, separated by commas: waits a bounded time until they are read.",
            example = "statement/st.x@1")
    @HeaderParam("If-Fresh")
    @Nullable
    String ifFresh;

    /** Whether restricted records are asked for. */
    enum Restricted {
        @JsonProperty("exclude")
        EXCLUDE,
        @JsonProperty("include")
        INCLUDE
    }

    boolean asksForRestricted() {
        return switch (restricted) {
            case null -> false;
            case "exclude" -> false;
            case "include" -> true;
            default ->
                throw new ProblemException(
                        ProblemType.MALFORMED_REQUEST, "restricted has to be `include` or `exclude`.");
        };
    }

    @Nullable
    Instant validAt() {
        return read("validAt", validAt);
    }

    @Nullable
    Instant knownAt() {
        return read("knownAt", knownAt);
    }

    static @Nullable Instant read(String name, @Nullable String text) {
        return text == null ? null : moment(name, text).end();
    }

    /** A time, or the beginning of a day. */
    static Instant start(String name, String text) {
        return moment(name, text).start();
    }

    private static Moment moment(String name, String text) {
        try {
            var moment = Moment.parse(text);
            var time = moment.end();
            if (time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                    || time.isAfter(Instant.parse("9999-12-31T23:59:59.999999Z"))) {
                throw new DateTimeException("beyond what is kept");
            }
            return moment;
        } catch (DateTimeException _) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, name + " has to be an RFC 3339 time or a date (years 1 to 9999).");
        }
    }
}
