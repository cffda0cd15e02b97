package org.diplofeed.ingest.events;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.diplofeed.ingest.desk.Desk;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.ingest.door.Roles;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.RequestId;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes CloudEvents. */
@Path("/v1/events")
@Tag(name = "events")
@RunOnVirtualThread
class EventResource {
    private final FrontDoor door;
    private final Desk desk;
    private final Bulk bulk;

    EventResource(FrontDoor door, Desk desk, Bulk bulk) {
        this.door = door;
        this.desk = desk;
        this.bulk = bulk;
    }

    @POST
    @Consumes("application/cloudevents+json")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "putEvents",
            summary = "Put one event on the record",
            description = "One CloudEvent in JSON. Source and id are unique for ever: the same content again is "
                    + "answered as the first time, another content is a conflict.")
    public Response one(InputStream body) throws IOException {
        var submission = CloudEventReader.read(StrictJson.read(body), door.sender());
        return FrontDoor.answer(desk.submit(door.traced(submission)));
    }

    @POST
    @Consumes("application/cloudevents-batch+json")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "putEvents",
            summary = "Put a batch of events on the record",
            description = "An array of CloudEvents. Each gets a verdict of its own; a bad one is refused alone.")
    public Verdicts batch(InputStream body, RoutingContext request) throws IOException {
        var events = StrictJson.read(body);
        if (!events.isArray()) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "A batch is an array.",
                    List.of(new ProblemError("", "type", "has to be an array")));
        }
        return new Verdicts(bulk.batch(events, origin(request)));
    }

    @POST
    @Consumes("application/x-ndjson")
    @Produces("application/x-ndjson")
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "putEvents",
            summary = "Put a stream of events on the record",
            description = "A CloudEvent a line, any number of lines; a verdict a line comes back while the stream is "
                    + "still being sent, so read while you write. What was cut off can be sent again as a whole.")
    public StreamingOutput stream(InputStream body, RoutingContext request) {
        desk.requireRoom();
        var origin = origin(request);
        return verdicts -> bulk.stream(body, origin, verdicts);
    }

    private Bulk.Origin origin(RoutingContext request) {
        return new Bulk.Origin(door.sender(), RequestId.of(request), Bulk.Purpose.RECORD);
    }

    /** The verdicts for a batch, in its order. */
    public record Verdicts(List<Verdict> items) {}
}
