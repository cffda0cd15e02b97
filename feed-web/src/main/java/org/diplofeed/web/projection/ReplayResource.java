package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.diplofeed.web.audit.OperatorAudit;
import org.diplofeed.web.audit.OperatorAudit.Outcome;
import org.diplofeed.web.projection.ReplayChecks.Check;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What would come of reading a part of the log anew. */
@Path("/v1/admin/projections/{name}/replay-checks")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.projections", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin")
class ReplayResource {
    private final Projections projections;
    private final ReplayRuns runs;
    private final OperatorAudit audit;

    ReplayResource(Projections projections, ReplayRuns runs, OperatorAudit audit) {
        this.projections = projections;
        this.runs = runs;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startReplayCheck",
            summary = "See what would come of reading a part of the log anew",
            description = "The projection applies the part, from nothing, to tables that are gone afterwards: how many "
                    + "events of which type, how many stand on the log twice, which streams would park and why, what "
                    + "would be told. Nothing is written and nobody is told. A stream begins where the part begins.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReplayDraft.Body.class)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location names the operation.",
            content = @Content(schema = @Schema(implementation = Check.class)))
    @APIResponse(responseCode = "404", description = "There is no projection of this name here.")
    @APIResponse(responseCode = "409", description = "Another check of this projection runs.")
    @APIResponse(responseCode = "422", description = "That is no part of the log.")
    public Response start(@Parameter(description = "As in timeline.") @RestPath String name, ObjectNode document) {
        var check = projections
                .named(name)
                .replayCheck()
                .orElseThrow(() -> new ProblemException(UNAVAILABLE, "The broker was not reached yet."));
        var part = ReplayDraft.read(StrictJson.value(document, ReplayDraft.Body.class), check.topics());
        var begun = audit.keep(
                "replay.check",
                name,
                () -> Projections.answer(() -> runs.begin(name, check, part, audit.operator()))
                        .orElseThrow(() -> new ProblemException(
                                CONFLICT, "Another check of this projection runs: wait for it, or cancel it.")),
                now -> new Outcome("BEGUN", Map.of()));
        return Response.accepted(begun)
                .location(URI.create("/v1/admin/replay-checks/" + begun.id()))
                .build();
    }
}
