package org.diplofeed.ingest.reference;

import static org.diplofeed.ingest.desk.ReferenceKind.ACTOR;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.diplofeed.ingest.door.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Defines actors. */
@Path("/v1/actors")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "actors")
@RunOnVirtualThread
class ActorResource {
    private final Definitions definitions;

    ActorResource(Definitions definitions) {
        this.definitions = definitions;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "getActor",
            summary = "Read an actor back with its versions",
            description = "The definition that holds, and the events that made it so.")
    public Response get(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch)
            throws SQLException {
        return definitions.get(ACTOR, id, ifNoneMatch);
    }

    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "putActor",
            summary = "Define an actor, or define it anew",
            description = "The last definition holds; the earlier ones stay on the log. To define anew what is defined "
                    + "takes the role operator. The definition that holds already changes nothing.")
    public Response put(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch, InputStream body)
            throws IOException {
        return definitions.put(ACTOR, id, body, ifMatch);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "defineActor",
            summary = "Define an actor under the id that the document names",
            description = "As PUT, for those who do not want to build an address.")
    public Response define(InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key) throws IOException {
        return definitions.post(ACTOR, body, key);
    }
}
