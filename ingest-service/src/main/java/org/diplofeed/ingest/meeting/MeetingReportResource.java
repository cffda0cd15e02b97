package org.diplofeed.ingest.meeting;

import static org.diplofeed.ingest.desk.RecordKind.MEETING_REPORT;

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
import org.diplofeed.events.MeetingReport;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.ingest.door.Roles;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Puts meeting reports on the record. */
@Path("/v1/meeting-reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "meeting-reports")
@RunOnVirtualThread
class MeetingReportResource {
    private final FrontDoor door;

    MeetingReportResource(FrontDoor door) {
        this.door = door;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PUBLISHER)
    @Operation(
            operationId = "reportMeeting",
            summary = "Put a meeting report on the record",
            description = "What somebody reports of a meeting; the meeting itself is derived from all reports that "
                    + "stand. Without a reportId the service makes one.")
    public Response report(InputStream body, @HeaderParam("Idempotency-Key") @Nullable String key) throws IOException {
        return door.record(
                MEETING_REPORT,
                body,
                key,
                document -> new ReportMeeting(StrictJson.value(document, MeetingReport.class), document, ""));
    }
}
