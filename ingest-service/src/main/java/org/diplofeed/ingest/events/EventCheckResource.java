package org.diplofeed.ingest.events;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.ingest.door.Roles;
import org.diplofeed.web.RequestId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Judges CloudEvents and records nothing. */
@Path("/v1/event-checks")
@Tag(name = "events")
@RunOnVirtualThread
class EventCheckResource {
    private final FrontDoor door;
    private final Bulk bulk;

    EventCheckResource(FrontDoor door, Bulk bulk) {
        this.door = door;
        this.bulk = bulk;
    }

    @POST
    @Consumes("application/x-ndjson")
    @Produces("application/x-ndjson")
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "checkEventStream",
            summary = "Judge a stream of events",
            description = "A CloudEvent a line, as for /v1/events, and the verdicts that they would get there; nothing "
                    + "is recorded. Lines are decided some hundred at a time: a later one may be refused for "
                    + "referring to what an earlier one would have brought.")
    public StreamingOutput check(InputStream body, RoutingContext request) {
        var origin = new Bulk.Origin(door.sender(), RequestId.of(request), Bulk.Purpose.CHECK);
        return verdicts -> bulk.stream(body, origin, verdicts);
    }
}
