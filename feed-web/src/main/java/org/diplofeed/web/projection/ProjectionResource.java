package org.diplofeed.web.projection;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.web.audit.OperatorAudit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How far the log is read. */
@Path("/v1/admin/projections")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.projections", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin", description = "What operators see and do.")
class ProjectionResource {
    private final Projections projections;
    private final OperatorAudit audit;

    ProjectionResource(Projections projections, OperatorAudit audit) {
        this.projections = projections;
        this.audit = audit;
    }

    /** The projections of a service. */
    @Schema(name = "Projections")
    public record Items(List<ProjectionAnswer> items) {}

    @GET
    @Operation(
            operationId = "listProjections",
            summary = "See how far the log is read",
            description =
                    "State, lag by partition and the number of parked streams, as the instance that answers has it.")
    @APIResponse(responseCode = "200", description = "The projections of this service.")
    public Items list() {
        var items = new ArrayList<ProjectionAnswer>();
        for (var projection : projections.all()) {
            items.add(Projections.answer(() -> ProjectionAnswer.of(projection)));
        }
        return new Items(List.copyOf(items));
    }

    @POST
    @Path("{name}/resume")
    @Operation(
            operationId = "resumeProjection",
            summary = "Go on after a trip",
            description = "A projection that parked too many streams at once stops, for that is a bad deploy and no "
                    + "poison. It goes on now, and parks whatever has to be parked for a while.")
    @APIResponse(responseCode = "200", description = "How far it has come.")
    @APIResponse(responseCode = "404", description = "There is no projection of this name here.")
    public ProjectionAnswer resume(@RestPath String name) {
        var projection = projections.named(name);
        return audit.keep(
                "projection.resume",
                name,
                () -> {
                    projection.resume();
                    return Projections.answer(() -> ProjectionAnswer.of(projection));
                },
                answer -> new OperatorAudit.Outcome(answer.state(), Map.of("parked", answer.parked())));
    }
}
