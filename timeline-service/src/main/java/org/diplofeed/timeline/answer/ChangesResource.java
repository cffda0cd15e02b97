package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.PositionState;
import org.diplofeed.timeline.claim.ClaimStatus;
import org.diplofeed.timeline.meeting.Agreement;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the feed learned between two moments. */
@Path("/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "changes", description = "What the feed learned between two moments, and what changed by it.")
class ChangesResource {
    private final ReadModel model;

    ChangesResource(ReadModel model) {
        this.model = model;
    }

    /** What became known of a record or a definition. */
    public enum What {
        NEW,
        CORRECTED,
        RETRACTED,
        LINKED,
        /** It was public and is not any more. */
        WITHHELD
    }

    /** What kind of thing was learned of. */
    public enum Kind {
        STATEMENT,
        MEETING_REPORT,
        MEETING,
        ACTOR,
        ISSUE,
        CLAIM
    }

    /** A position that is another for it; null where none is held. */
    public record MovedPosition(
            String holder,
            String issueId,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            PositionState before,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            PositionState after) {}

    /** What a meeting was said to be. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MeetingState(@Nullable String phase, Agreement agreement, List<String> unconfirmedBy) {}

    /** A meeting that is said to be another for it; null where no report stands. */
    public record MovedMeeting(
            String meetingId,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            MeetingState before,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            MeetingState after) {}

    /** A claim of which the status is another for it; null where nobody spoke of it. */
    public record MovedClaim(
            String claimId,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            ClaimStatus before,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            ClaimStatus after) {}

    /**
     * One event, and what changed by it as of the question's `validAt`.
     *
     * @param about ids: of a link those of the duplicates
     * @param canonical of a link the subject that stands for them
     * @param reason of a correction or retraction
     * @param by who corrected or retracted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            Instant recordedtime,
            String eventId,
            String stream,
            long version,
            What change,
            Kind kind,
            List<String> about,
            @Nullable String canonical,
            @Nullable String reason,
            @Nullable String by,
            List<MovedPosition> positions,
            List<MovedMeeting> meetings,
            List<MovedClaim> claims) {}

    @GET
    @Operation(
            operationId = "listChanges",
            summary = "What was learned between two moments",
            description =
                    "Every event recorded after `knownFrom` and up to `knownTo`, in the order of recording, with the"
                            + " positions, meetings and claims that are others for it. Which they are is seen at `validAt`.")
    @APIResponse(responseCode = "200", description = "A page of changes.")
    public Uni<Page<Change>> changes(
            @Parameter(
                            description =
                                    "Only what was recorded later: RFC 3339 time, or a date for the end of that UTC"
                                            + " day.",
                            required = true,
                            example = "2025-12-01")
                    @QueryParam("knownFrom")
                    @Nullable
                    String knownFrom,
            @Parameter(
                            description = "Only what was recorded by then; the same as `knownAt`. Default: all that has"
                                    + " been read.",
                            example = "2025-12-31")
                    @QueryParam("knownTo")
                    @Nullable
                    String knownTo,
            @BeanParam Listing listing) {
        var from = Clocks.read("knownFrom", knownFrom);
        if (from == null) {
            throw new ProblemException(MALFORMED_REQUEST, "knownFrom is required: the time from which on was learned.");
        }
        if (knownTo != null) {
            listing.knownAt = knownTo;
        }
        var to = listing.knownAt();
        if (to != null && to.isBefore(from)) {
            throw new ProblemException(MALFORMED_REQUEST, "knownTo has to be later than knownFrom.");
        }
        return model.at(listing, snapshot -> new Changes(snapshot).page(from, listing));
    }
}
