package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.audit.OperatorAudit;
import org.diplofeed.web.audit.OperatorAudit.Outcome;
import org.diplofeed.web.projection.ReplayChecks.Check;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Checks of replays, as operations. */
@Path("/v1/admin/replay-checks")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.projections", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin")
class ReplayCheckResource {
    private final ReplayRuns runs;
    private final OperatorAudit audit;

    ReplayCheckResource(ReplayRuns runs, OperatorAudit audit) {
        this.runs = runs;
        this.audit = audit;
    }

    /** Checks, the newest first. */
    @Schema(name = "ReplayChecks")
    record Items(List<Check> items) {}

    @GET
    @Operation(
            operationId = "listReplayChecks",
            summary = "List checks of replays",
            description = "Of all projections of this service, the newest first, at most 200.")
    @APIResponse(
            responseCode = "200",
            description = "Those that run, and those that ended.",
            content = @Content(schema = @Schema(implementation = Items.class)))
    public Items list() {
        return new Items(Projections.answer(runs::list));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getReplayCheck",
            summary = "See how far a check of a replay is",
            description = "How much of the part was looked at and, when it is done, what would come of it.")
    @APIResponse(
            responseCode = "200",
            description = "The check.",
            content = @Content(schema = @Schema(implementation = Check.class)))
    @APIResponse(responseCode = "404", description = "There is no such check.")
    public Check get(@RestPath String id) {
        return required(Projections.answer(() -> runs.find(id)));
    }

    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "cancelReplayCheck",
            summary = "Cancel a check of a replay",
            description = "Ends it where it is. Idempotent.")
    @APIResponse(
            responseCode = "200",
            description = "The check as it ended.",
            content = @Content(schema = @Schema(implementation = Check.class)))
    @APIResponse(responseCode = "404", description = "There is no such check.")
    public Check cancel(@RestPath String id) {
        return audit.keep(
                "replay.check.cancel",
                id,
                () -> required(Projections.answer(() -> runs.cancel(id))),
                check -> new Outcome(check.state().name(), Map.of("done", check.done())));
    }

    private static Check required(Optional<Check> found) {
        return found.orElseThrow(() -> new ProblemException(NOT_FOUND, "There is no such check."));
    }
}
