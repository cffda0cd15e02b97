package org.diplofeed.alert.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Tenant;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/operations/{id}")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
class OperationResource {
    private final RedeliveryQueue queue;
    private final Tenant tenant;

    OperationResource(DataSource database, Tenant tenant) {
        this.queue = new RedeliveryQueue(database);
        this.tenant = tenant;
    }

    @GET
    @Operation(operationId = "getOperation", summary = "Read an operation", description = "How far it is.")
    @APIResponse(
            responseCode = "200",
            description = "The operation.",
            content = @Content(schema = @Schema(implementation = Redelivery.class)))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such operation.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Redelivery> operation(@RestPath String id) {
        String owner = tenant.id();
        return RedeliveryQueue.blocking(() -> queue.find(owner, id)).map(OperationResource::required);
    }

    @DELETE
    @Operation(
            operationId = "cancelOperation",
            summary = "Cancel an operation",
            description = "Ends it where it is; what is queued is sent. Idempotent.")
    @APIResponse(
            responseCode = "200",
            description = "The operation as it ended.",
            content = @Content(schema = @Schema(implementation = Redelivery.class)))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such operation.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Redelivery> cancel(@RestPath String id) {
        String owner = tenant.id();
        return RedeliveryQueue.blocking(() -> queue.cancel(owner, id)).map(OperationResource::required);
    }

    private static Redelivery required(Optional<Redelivery> found) {
        return Found.required(found.orElse(null), "operation");
    }
}
