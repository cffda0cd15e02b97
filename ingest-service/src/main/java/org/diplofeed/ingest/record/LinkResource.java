package org.diplofeed.ingest.record;

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
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.ingest.door.Roles;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Links duplicates. */
@Path("/v1/links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "links")
@RunOnVirtualThread
class LinkResource {
    private final FrontDoor door;

    LinkResource(FrontDoor door) {
        this.door = door;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PUBLISHER)
    @Operation(
            operationId = "linkRecords",
            summary = "Link duplicates to the record that stands",
            description = "Statements of one utterance, or meetings that are one. The duplicates count for nothing.")
    public Response link(InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key) throws IOException {
        var sent = door.read(body);
        FrontDoor.check(sent, "link");
        var command = new LinkRecords(StrictJson.value(sent, RecordsLinked.class), sent, "", null);
        return FrontDoor.answer(door.submit(command, key, "/v1/links", sent));
    }
}
