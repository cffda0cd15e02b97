package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports of a meeting; the meeting itself is derived from all reports that stand.
 *
 * @param occurred when what it reports was so: for HELD the meeting itself, else the moment of the report
 * @param confirmationOf the sides whose confirmation it is, where they are not the reporter's own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MeetingReport(
        String reportId,
        String meetingId,
        TimeSpan occurred,
        ReportedBy reportedBy,
        @Nullable MeetingPhase phase,
        @Nullable Confirmation confirmation,
        List<String> confirmationOf,
        @Nullable String title,
        @Nullable String format,
        @Nullable String openness,
        @Nullable TimeSpan scheduled,
        @Nullable Place place,
        List<Participant> participants,
        List<AgendaItem> agenda,
        List<Outcome> outcome,
        SourceRef source,
        @Nullable String note) {
    public MeetingReport {
        requireNonNull(reportId, "reportId");
        requireNonNull(meetingId, "meetingId");
        requireNonNull(occurred, "occurred");
        requireNonNull(reportedBy, "reportedBy");
        requireNonNull(source, "source");
        confirmationOf = orEmpty(confirmationOf);
        participants = orEmpty(participants);
        agenda = orEmpty(agenda);
        outcome = orEmpty(outcome);
    }

    /** The sides whose confirmation this report gives: those it names, else those the reporter speaks for. */
    public List<String> confirmingSides() {
        return confirmationOf.isEmpty() ? reportedBy.onBehalfOf() : confirmationOf;
    }
}
