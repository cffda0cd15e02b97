package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.MeetingPhase;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.timeline.meeting.Agreement;
import org.diplofeed.timeline.meeting.Meeting;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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
    public record Answer(Meeting meeting, AsOf asOf, boolean settled) {}

    @GET
    @Operation(
            operationId = "listMeetings",
            summary = "Meetings",
            description = "Meetings as they stand now, the earliest first.")
    @APIResponse(responseCode = "200", description = "A page of meetings.")
    public Uni<Page<JsonNode>> meetings(
            @QueryParam("phase") @Nullable MeetingPhase phase,
            @QueryParam("agreement") @Nullable Agreement agreement,
            @Parameter(description = "An actor or a side that takes part.") @QueryParam("participant") @Nullable
                    String participant,
            @Parameter(description = "A side that neither confirms nor denies.") @QueryParam("unconfirmedBy") @Nullable
                    String unconfirmedBy,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @BeanParam Listing listing) {
        int limit = listing.limit();
        var where = new Where()
                .and("m.data is not null")
                .and("m.phase = :phase", "phase", phase == null ? null : phase.name())
                .and("m.agreement = :agreement", "agreement", agreement == null ? null : agreement.name())
                .and("m.participants @> array[cast(:participant as text)]", "participant", participant)
                .and("m.unconfirmed @> array[cast(:unconfirmedBy as text)]", "unconfirmedBy", unconfirmedBy)
                .and(
                        "m.valid_from >= " + Snapshot.time("from"),
                        "from",
                        from == null ? null : Clocks.start("from", from).toString())
                .and(
                        "m.valid_from <= " + Snapshot.time("to"),
                        "to",
                        to == null ? null : String.valueOf(Clocks.read("to", to)));
        if (listing.cursor != null) {
            var place = Page.place(listing.cursor, 2);
            where.and(
                    "(m.valid_from, m.meeting_id) > (" + Snapshot.time("afterTime")
                            + ", cast(:afterId as text) collate \"C\")",
                    "afterTime",
                    Page.time(place.get(0)).toString());
            where.parameters().put("afterId", place.get(1));
        }
        return model.now(snapshot -> snapshot.rows(
                        "select m.meeting_id, rfc3339(m.valid_from), m.data from meeting m" + where.sql()
                                + " order by m.valid_from, m.meeting_id limit " + (limit + 1),
                        where.parameters())
                .map(rows -> Page.of(
                        snapshot,
                        rows,
                        limit,
                        row -> Names.Json.tree((String) row[2]),
                        row -> List.of((String) row[1], (String) row[0]))));
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
                snapshot -> snapshot.rows(
                                """
                        select r.id, r.data from record_revision r join record h on h.kind = r.kind and h.id = r.id
                         where r.meeting_id = :id and not r.restricted and r.valid_from <= %1$s
                           and not coalesce(h.withdrawn_from <= %2$s and h.withdrawn_at <= %1$s, false) and
                        """.formatted(Snapshot.time("validAt"), Snapshot.time("knownAt")) + Snapshot.known("r"),
                                Map.of(
                                        "id",
                                        id,
                                        "validAt",
                                        snapshot.asOf().validAt().toString()))
                        .map(rows -> Meeting.derive(
                                        id,
                                        rows.stream()
                                                .map(row -> EventCodec.value(
                                                        Names.Json.tree((String) row[1]), MeetingReport.class))
                                                .toList())
                                .map(meeting -> new Answer(meeting, snapshot.asOf(), snapshot.settled()))
                                .orElseThrow(() ->
                                        new ProblemException(NOT_FOUND, "No report of a meeting of this id stood."))));
    }
}
