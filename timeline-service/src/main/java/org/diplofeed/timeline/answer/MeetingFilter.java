package org.diplofeed.timeline.answer;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.MeetingPhase;
import org.diplofeed.timeline.meeting.Agreement;
import org.diplofeed.timeline.meeting.Meeting;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which meetings are asked for. */
public class MeetingFilter extends Listing {
    @Parameter(description = "The phase that it is in.")
    @QueryParam("phase")
    @Nullable
    MeetingPhase phase;

    @Parameter(description = "How far its sides agree that it is to be, or was.")
    @QueryParam("agreement")
    @Nullable
    Agreement agreement;

    @Parameter(description = "An actor or a side that takes part.", example = "RUS")
    @QueryParam("participant")
    @Nullable
    String participant;

    @Parameter(description = "A side that neither confirms nor denies.", example = "USA")
    @QueryParam("unconfirmedBy")
    @Nullable
    String unconfirmedBy;

    @Parameter(description = "Not before: RFC 3339 time or date.", example = "2025-12-01")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "Not after: RFC 3339 time, or a date for the end of that UTC day.", example = "2025-12-31")
    @QueryParam("to")
    @Nullable
    String to;

    /** The conditions on rows of now. */
    Where stored() {
        var period = Period.of(from, to);
        var where = new Where()
                .and("m.data is not null")
                .and("m.phase = :phase", "phase", phase == null ? null : phase.name())
                .and("m.agreement = :agreement", "agreement", agreement == null ? null : agreement.name())
                .and("m.participants @> array[cast(:participant as text)]", "participant", participant)
                .and("m.unconfirmed @> array[cast(:unconfirmedBy as text)]", "unconfirmedBy", unconfirmedBy)
                .and("m.valid_from >= " + Snapshot.time("from"), "from", text(period.from()))
                .and("m.valid_from <= " + Snapshot.time("to"), "to", text(period.to()));
        var after = after();
        if (after != null) {
            where.and(
                    "(m.valid_from, m.meeting_id) > (" + Snapshot.time("afterTime")
                            + ", cast(:afterId as text) collate \"C\")",
                    "afterTime",
                    after.get(0));
            where.parameters().put("afterId", after.get(1));
        }
        return where;
    }

    /** The same conditions on a meeting that was derived. */
    boolean fits(Meeting meeting, Instant begins) {
        var period = Period.of(from, to);
        var first = period.from();
        var last = period.to();
        var after = after();
        return (phase == null || phase == meeting.phase())
                && (agreement == null || agreement == meeting.agreement())
                && (participant == null || meeting.takingPart().contains(participant))
                && (unconfirmedBy == null || meeting.unconfirmedBy().contains(unconfirmedBy))
                && (first == null || !begins.isBefore(first))
                && (last == null || !begins.isAfter(last))
                && (after == null || follows(meeting, begins, after));
    }

    private static boolean follows(Meeting meeting, Instant begins, List<String> after) {
        int order = begins.compareTo(Page.time(after.get(0)));
        return order > 0 || (order == 0 && meeting.meetingId().compareTo(after.get(1)) > 0);
    }

    private @Nullable List<String> after() {
        if (cursor == null) {
            return null;
        }
        var place = Page.place(cursor, 2);
        return List.of(Page.time(place.get(0)).toString(), place.get(1));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
