package org.diplofeed.alert.rebuild;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

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
import java.util.List;
import java.util.Map;
import org.diplofeed.alert.alerts.RebuiltEvents;
import org.diplofeed.web.ProblemError;
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
import org.jspecify.annotations.Nullable;

/** Rebuilds: what is derived of the log made anew, compared with what is there, and put in its place. */
@Path("/v1/admin/rebuilds")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
class RebuildResource {
    private final Rebuilds rebuilds;
    private final OperatorAudit audit;

    RebuildResource(Rebuilds rebuilds, OperatorAudit audit) {
        this.rebuilds = rebuilds;
        this.audit = audit;
    }

    /** All rebuilds, the first first. */
    @Schema(name = "RebuildItems")
    public record Items(List<RebuildAnswer> items) {}

    /** What is approved: the digest of the differences. */
    public record Approval(@Nullable String comparison) {}

    @GET
    @Operation(operationId = "listRebuilds", summary = "List rebuilds of what is derived")
    @APIResponse(responseCode = "200", description = "All that there ever were.")
    public Items list() throws SQLException {
        return new Items(rebuilds.list());
    }

    @POST
    @Operation(
            operationId = "startRebuild",
            summary = "Make what is derived anew",
            description = "From the beginning of the log, while alerts go on. Nobody is told anything, now or later.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location names the operation.",
            content = @Content(schema = @Schema(implementation = RebuildAnswer.class)))
    @APIResponse(responseCode = "409", description = "Another one is under way.")
    public Response start() throws SQLException {
        var begun = audit.keep("rebuild.start", null, () -> rebuilds.start(audit.operator()), RebuildResource::outcome);
        return Response.accepted(begun)
                .location(URI.create("/v1/admin/rebuilds/" + begun.generation()))
                .build();
    }

    @GET
    @Path("{generation}")
    @Operation(operationId = "getRebuild", summary = "See how far a rebuild is")
    @APIResponse(responseCode = "200", description = "Its state, progress and rate, and how long it takes yet.")
    @APIResponse(responseCode = "404", description = "There is no such rebuild.")
    public RebuildAnswer get(@RestPath int generation) throws SQLException {
        return rebuilds.get(generation);
    }

    @POST
    @Path("{generation}/pause")
    @Operation(operationId = "pauseRebuild", summary = "Pause a rebuild")
    @APIResponse(responseCode = "200", description = "It stops after the batch under way.")
    public RebuildAnswer pause(@RestPath int generation) throws SQLException {
        return kept("rebuild.pause", generation, () -> rebuilds.pause(generation, true));
    }

    @POST
    @Path("{generation}/resume")
    @Operation(operationId = "resumeRebuild", summary = "Go on with a rebuild")
    @APIResponse(responseCode = "200", description = "It goes on where it left off.")
    public RebuildAnswer resume(@RestPath int generation) throws SQLException {
        return kept("rebuild.resume", generation, () -> rebuilds.pause(generation, false));
    }

    @POST
    @Path("{generation}/cancel")
    @Operation(operationId = "cancelRebuild", summary = "Give up a rebuild that is under way, and delete its rows")
    @APIResponse(responseCode = "200", description = "It is gone.")
    public RebuildAnswer cancel(@RestPath int generation) throws SQLException {
        return kept("rebuild.cancel", generation, () -> rebuilds.cancel(generation));
    }

    @POST
    @Path("{generation}/retire")
    @Operation(
            operationId = "retireRebuild",
            summary = "Delete the rows of a rebuild",
            description = "What it has replaced cannot be put back any more.")
    @APIResponse(responseCode = "200", description = "It is gone.")
    public RebuildAnswer retire(@RestPath int generation) throws SQLException {
        return kept("rebuild.retire", generation, () -> rebuilds.retire(generation));
    }

    @POST
    @Path("{generation}/comparison")
    @Operation(
            operationId = "compareRebuild",
            summary = "Compare a rebuild with what is there",
            description = "Both at the same place of the log.")
    @APIResponse(responseCode = "200", description = "What an approval would change.")
    @APIResponse(responseCode = "503", description = "It does not follow closely enough.")
    public Comparison compare(@RestPath int generation) throws SQLException {
        return audit.keep(
                "rebuild.compare",
                RebuiltEvents.schema(generation),
                () -> rebuilds.compare(generation, audit.operator()),
                comparison -> new OperatorAudit.Outcome(
                        comparison.same() ? "SAME" : "DIFFERENT",
                        Map.of(
                                "readOtherwise", comparison.alerts().readOtherwise(),
                                "untold", comparison.alerts().untold())));
    }

    @GET
    @Path("{generation}/comparison")
    @Operation(operationId = "getComparison", summary = "Read the last comparison")
    @APIResponse(responseCode = "200", description = "What an approval would have changed when it was made.")
    @APIResponse(responseCode = "404", description = "It was not compared yet.")
    public Comparison comparison(@RestPath int generation) throws SQLException {
        return rebuilds.compared(generation);
    }

    @POST
    @Path("{generation}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveRebuild",
            summary = "Put what a rebuild found in the place of what differs from it",
            description = "If what would change is what was compared. Nobody is told.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Approval.class)))
    @APIResponse(responseCode = "200", description = "It is done.")
    @APIResponse(responseCode = "409", description = "Something else would change by now.")
    public RebuildAnswer approve(@RestPath int generation, ObjectNode document) throws SQLException {
        var digest = StrictJson.value(document, Approval.class).comparison();
        if (digest == null || digest.isBlank()) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "This cannot be approved.",
                    List.of(new ProblemError(
                            "/comparison", "value", "the digest of the comparison that is approved is required")));
        }
        return kept("rebuild.approve", generation, () -> rebuilds.approve(generation, digest));
    }

    @POST
    @Path("{generation}/rollback")
    @Operation(
            operationId = "rollBackRebuild",
            summary = "Put back what an approval has replaced",
            description = "Where nothing has come since. Nobody is told.")
    @APIResponse(responseCode = "200", description = "It is as it was, and follows the log again.")
    @APIResponse(responseCode = "409", description = "It was not approved.")
    public RebuildAnswer rollBack(@RestPath int generation) throws SQLException {
        return kept("rebuild.rollback", generation, () -> rebuilds.rollBack(generation));
    }

    private RebuildAnswer kept(String action, int generation, OperatorAudit.Action<RebuildAnswer, SQLException> what)
            throws SQLException {
        return audit.keep(action, RebuiltEvents.schema(generation), what, RebuildResource::outcome);
    }

    private static OperatorAudit.Outcome outcome(RebuildAnswer rebuild) {
        return new OperatorAudit.Outcome(rebuild.state().name(), Map.of("generation", (long) rebuild.generation()));
    }
}
