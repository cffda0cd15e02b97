package org.diplofeed.ingest.record;

import static org.diplofeed.ingest.desk.RecordKind.MEETING_REPORT;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
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

/** Reads meeting reports back, corrects and retracts them. */
@Path("/v1/meeting-reports/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meeting-reports")
@RunOnVirtualThread
class MeetingReportChangesResource {
    private final LaterChanges changes;

    MeetingReportChangesResource(LaterChanges changes) {
        this.changes = changes;
    }

    @GET
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    @Operation(
            operationId = "getMeetingReport",
            summary = "Read a meeting report back with its versions",
            description = "As it stands, and the events that made it so, for editors: restricted ones are shown too.")
    public Response get(@PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch)
            throws SQLException {
        return changes.read(MEETING_REPORT, id, ifNoneMatch);
    }

    @POST
    @Path("/corrections")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PUBLISHER)
    @Operation(
            operationId = "correctMeetingReport",
            summary = "Correct a meeting report",
            description = "By a whole replacement or by a merge patch (RFC 7396). With If-Match it is made to the "
                    + "version that was seen; without, it must not touch what somebody else corrected meanwhile.")
    public Response correct(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            InputStream body)
            throws IOException {
        return changes.correct(MEETING_REPORT, id, body, ifMatch, key);
    }

    @POST
    @Path("/retractions")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PUBLISHER)
    @Operation(
            operationId = "retractMeetingReport",
            summary = "Retract a meeting report",
            description = "It stays on the record and counts no more.")
    public Response retract(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            InputStream body)
            throws IOException {
        return changes.retract(MEETING_REPORT, id, body, ifMatch, key);
    }
}
