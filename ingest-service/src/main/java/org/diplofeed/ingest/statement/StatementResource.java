package org.diplofeed.ingest.statement;

import static org.diplofeed.ingest.desk.RecordKind.STATEMENT;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.diplofeed.events.Statement;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.ingest.door.Roles;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Puts statements on the record. */
@Path("/v1/statements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "statements")
@RunOnVirtualThread
class StatementResource {
    private final FrontDoor door;

    StatementResource(FrontDoor door) {
        this.door = door;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PUBLISHER)
    @Operation(
            operationId = "recordStatement",
            summary = "Put a statement on the record",
            description = "Who said what, for whom, on what terms, and where it was found. Without a statementId the "
                    + "service makes one. The same document again changes nothing and is answered as the first time.")
    public Response record(InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key) throws IOException {
        return door.record(
                STATEMENT,
                body,
                key,
                document -> new RecordStatement(StrictJson.value(document, Statement.class), document, ""));
    }
}
