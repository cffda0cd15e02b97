package org.diplofeed.alert.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal, as an operation.
 *
 * @param subscriptionId the sandbox that it is told to
 * @param since the first moment that is played
 * @param until the first that is not played any more
 * @param speed how many seconds pass for it in one
 * @param clock what its own clock says
 * @param percent of the period that its clock has gone through
 * @param total events that there were in that period when it began
 * @param done how many of them were played
 * @param alerts how many alerts came of them
 * @param etaSeconds how long it takes yet, if it keeps its speed; absent unless it runs
 * @param fault why it failed
 * @param operator who began it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A period of the past that is played into a sandbox.")
public record Rehearsal(
        String rehearsalId,
        String subscriptionId,
        State state,
        Instant since,
        Instant until,
        double speed,
        Instant clock,
        double percent,
        long total,
        long done,
        long alerts,
        @Nullable Long etaSeconds,
        @Nullable String fault,
        String operator,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** How a rehearsal stands. */
    @Schema(name = "RehearsalState")
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        /** Its sandbox is gone. */
        FAILED
    }
}
