package org.diplofeed.alert.timing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nothing of a holder, on an issue, or of both together for a while.
 *
 * @param holder null: every one
 * @param issue null: every one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mute(@Nullable String holder, @Nullable String issue, Instant until) {
    public Mute {
        requireNonNull(until, "until");
    }

    boolean covers(Subject subject) {
        return (holder == null || holder.equals(subject.holder()))
                && (issue == null || issue.equals(subject.issueId()));
    }
}
