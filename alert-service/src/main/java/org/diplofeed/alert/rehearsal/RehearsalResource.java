package org.diplofeed.alert.rehearsal;

import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.diplofeed.web.audit.OperatorAudit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Rehearsals of a past period, in a sandbox. */
@Path("/v1/admin/rehearsals")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
class RehearsalResource {
    private final Rehearsals rehearsals;
    private final OperatorAudit audit;
    private final Clock clock;

    RehearsalResource(Rehearsals rehearsals, OperatorAudit audit, Clock clock) {
        this.rehearsals = rehearsals;
        this.audit = audit;
        this.clock = clock;
    }

    /** Rehearsals, the newest first. */
    @Schema(name = "Rehearsals")
    record Items(List<Rehearsal> items) {}

    /**
     * What a dry run says.
     *
     * @param events how many there are to play
     */
    @Schema(name = "RehearsalCount")
    record Count(long events) {}

    @GET
    @Operation(
            operationId = "listRehearsals",
            summary = "List rehearsals",
            description = "The newest first, at most 200.")
    @APIResponse(
            responseCode = "200",
            description = "Those that run, and those that ended.",
            content = @Content(schema = @Schema(implementation = Items.class)))
    public Items list() throws SQLException {
        return new Items(rehearsals.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startRehearsal",
            summary = "Rehearse a past period",
            description =
                    "Plays what was derived in that period into a sandbox, as if it happened now, at 1 to 1000 times "
                            + "the speed. Silences, digests and maxAge go by the clock of that period. Nobody else is told. "
                            + "A dry run says how much there is, and plays nothing.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RehearsalDraft.Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "How much there is; of a dry run.",
            content = @Content(schema = @Schema(implementation = Count.class)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location names the operation.",
            content = @Content(schema = @Schema(implementation = Rehearsal.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such subscription.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is no sandbox, its target has not agreed, or another rehearsal is played into it.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "The period is none that is over, or the speed is out of range.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response start(ObjectNode document) throws SQLException {
        var body = StrictJson.value(document, RehearsalDraft.Body.class);
        var draft = RehearsalDraft.read(body, clock.instant());
        if (Boolean.TRUE.equals(body.dryRun())) {
            rehearsals.refusal(draft).ifPresent(RehearsalResource::started);
            return Response.ok(new Count(rehearsals.count(draft))).build();
        }
        var begun = audit.keep(
                "rehearsal.start",
                draft.subscriptionId(),
                () -> started(rehearsals.begin(draft, audit.operator(), clock.instant())),
                rehearsal -> new OperatorAudit.Outcome("BEGUN", Map.of("events", rehearsal.total())));
        return Response.accepted(begun)
                .location(URI.create("/v1/admin/rehearsals/" + begun.rehearsalId()))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRehearsal",
            summary = "See how far a rehearsal is",
            description = "Its clock, how much of the period that is, what was played, and how long it takes yet.")
    @APIResponse(
            responseCode = "200",
            description = "The rehearsal.",
            content = @Content(schema = @Schema(implementation = Rehearsal.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such rehearsal.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Rehearsal get(@RestPath String id) throws SQLException {
        return required(rehearsals.find(id));
    }

    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "cancelRehearsal",
            summary = "Cancel a rehearsal",
            description =
                    "Ends it where it is; what is queued is sent, what waits for a digest is not told. Idempotent.")
    @APIResponse(
            responseCode = "200",
            description = "The rehearsal as it ended.",
            content = @Content(schema = @Schema(implementation = Rehearsal.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such rehearsal.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Rehearsal cancel(@RestPath String id) throws SQLException {
        return audit.keep(
                "rehearsal.cancel",
                id,
                () -> required(rehearsals.cancel(id)),
                rehearsal -> new OperatorAudit.Outcome(
                        rehearsal.state().name(), Map.of("events", rehearsal.done(), "alerts", rehearsal.alerts())));
    }

    private static Rehearsal started(Begun begun) {
        return switch (begun) {
            case Begun.Started(var rehearsal) -> rehearsal;
            case Begun.Unknown _ -> throw new ProblemException(NOT_FOUND, "There is no such subscription.");
            case Begun.InEarnest _ ->
                throw new ProblemException(
                        CONFLICT, "The subscription is no sandbox: it is told what happens, and nothing else.");
            case Begun.NotActive _ ->
                throw new ProblemException(CONFLICT, "The sandbox is not active: its target has to meet a challenge.");
            case Begun.Busy _ -> throw new ProblemException(CONFLICT, "Another rehearsal is played into that sandbox.");
        };
    }

    private static Rehearsal required(Optional<Rehearsal> found) {
        return found.orElseThrow(() -> new ProblemException(NOT_FOUND, "There is no such rehearsal."));
    }
}
