package org.diplofeed.ingest.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemError;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was refused something.
 *
 * @param refusedAt when
 * @param subject who: the token's subject; absent where there was no valid token
 * @param operation what: method and path, or the type of an event among many
 * @param eventId source and id of an event among many
 * @param type the problem's type, its last part
 * @param status the HTTP status that goes with it
 * @param codes what kinds of faults the document had, each once
 * @param requestId as the answer and the problem say it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refusal(
        Instant refusedAt,
        @Nullable String subject,
        String operation,
        @Nullable String eventId,
        String type,
        int status,
        List<String> codes,
        String requestId) {
    private static final int LONGEST = 300;
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    public Refusal {
        requireNonNull(refusedAt, "refusedAt");
        requireNonNull(requestId, "requestId");
        subject = subject == null ? null : storable(subject);
        operation = storable(operation);
        eventId = eventId == null ? null : storable(eventId);
        codes = List.copyOf(codes);
    }

    static Refusal of(
            Instant now,
            @Nullable String subject,
            String operation,
            @Nullable String eventId,
            Problem problem,
            String requestId) {
        return new Refusal(
                now,
                subject,
                operation,
                eventId,
                problem.type().substring(problem.type().lastIndexOf('/') + 1),
                problem.status(),
                problem.errors().stream()
                        .map(ProblemError::code)
                        .distinct()
                        .sorted()
                        .toList(),
                requestId);
    }

    /** What a token or an address says may be anything; Postgres takes no NUL and no half of a surrogate pair. */
    private static String storable(String text) {
        var shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return UNSTORABLE.matcher(shortened).replaceAll("?");
    }
}
