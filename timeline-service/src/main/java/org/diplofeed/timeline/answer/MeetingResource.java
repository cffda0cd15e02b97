package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.diplofeed.timeline.meeting.Meeting;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Meetings, as the reports that stand have them. */
@Path("/v1/meetings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "meetings", description = "Meetings, and which side says what of them.")
class MeetingResource {
    private final ReadModel model;

    MeetingResource(ReadModel model) {
        this.model = model;
    }

    /** One meeting. */
    public record Answer(Meeting meeting, @JsonUnwrapped Basis basis) implements Answered {}

    @GET
    @Operation(
            operationId = "listMeetings",
            summary = "Meetings",
            description = "Meetings as they stood at both clocks, the earliest first.")
    @APIResponse(responseCode = "200", description = "A page of meetings.")
    public Uni<Page<JsonNode>> meetings(@BeanParam MeetingFilter filter) {
        return model.at(filter, Subject.of(filter.participant), snapshot -> new MeetingLists(snapshot).page(filter));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getMeeting",
            summary = "One meeting",
            description = "A meeting, derived from the reports that were known and had been made by then.")
    @APIResponse(responseCode = "200", description = "The meeting.")
    @APIResponse(responseCode = "404", description = "No report of such a meeting stood.")
    public Uni<Answer> meeting(@PathParam("id") String id, @BeanParam Clocks clocks) {
        return model.at(
                clocks,
                Subject.of(id),
                snapshot -> new MeetingLists(snapshot)
                        .derive(List.of(id))
                        .map(meetings -> meetings.getOrDefault(id, Optional.empty())
                                .map(meeting -> new Answer(meeting, snapshot.basis()))
                                .orElseThrow(() ->
                                        new ProblemException(NOT_FOUND, "No report of a meeting of this id stood."))));
    }
}
