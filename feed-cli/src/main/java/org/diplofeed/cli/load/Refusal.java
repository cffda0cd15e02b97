package org.diplofeed.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service refused a request as a whole. */
final class Refusal extends IOException {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean passing;
    private final Optional<Duration> retryAfter;

    private Refusal(String message, boolean passing, Optional<Duration> retryAfter) {
        super(message);
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    static Refusal of(int status, @Nullable String retryAfter, String body) {
        return new Refusal(
                "status " + status + ", " + title(body),
                status == 429 || status / 100 == 5,
                Optional.ofNullable(retryAfter)
                        .filter(text -> text.matches("\\d{1,5}"))
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds));
    }

    private static String title(String body) {
        try {
            var problem = JSON.readTree(body);
            var title = problem.path("title").asText("no problem document");
            return problem.hasNonNull("detail")
                    ? title + ": " + problem.path("detail").asText()
                    : title;
        } catch (JsonProcessingException _) {
            return "no problem document";
        }
    }

    /** Whether the same may be taken later. */
    boolean passing() {
        return passing;
    }

    /** When the service wants to be asked again. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
