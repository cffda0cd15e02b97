package org.diplofeed.ingest.meeting;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
        var sent = door.read(body);
        FrontDoor.check(sent, "meeting-report");
        var document = withId(sent);
        var report = StrictJson.value(document, MeetingReport.class);
        var command = new ReportMeeting(report, document, "", door.sender().subject());
        return FrontDoor.answer(door.submit(command, key, "/v1/meeting-reports", sent));
    }

    private ObjectNode withId(ObjectNode sent) {
        return sent.has("reportId") ? sent : sent.deepCopy().put("reportId", door.newId("mr."));
    }
}
