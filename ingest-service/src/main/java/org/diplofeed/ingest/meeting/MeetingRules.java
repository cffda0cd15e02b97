package org.diplofeed.ingest.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.MeetingPhase;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.time.SpanRules;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;

/** What a meeting report has to keep to beside its schema: domain.md. */
public final class MeetingRules {
    private MeetingRules() {}

    /**
     * All faults of a report.
     *
     * @param report as it would stand
     * @param sent the document or merge patch that was sent
     * @param pointer where the sent document stands in what was sent
     */
    public static List<ProblemError> check(
            MeetingReport report, JsonNode sent, String pointer, OnRecord onRecord, Instant now) {
        var occurred = JsonPointers.member(pointer, "occurred");
        var faults = new ArrayList<>(SpanRules.check(report.occurred(), occurred));
        if (report.phase() == MeetingPhase.HELD) {
            faults.addAll(SpanRules.checkNotAhead(
                    report.occurred(), occurred, now, "a meeting cannot have been held in the future"));
        } else {
            faults.addAll(SpanRules.checkNotAhead(
                    report.occurred(),
                    occurred,
                    now.plus(SpanRules.AHEAD),
                    "nothing is reported more than a day ahead"));
        }
        if (report.scheduled() != null) {
            faults.addAll(SpanRules.check(report.scheduled(), JsonPointers.member(pointer, "scheduled")));
        }
        if (report.confirmation() != null && report.confirmingSides().isEmpty()) {
            faults.add(new ProblemError(
                    JsonPointers.member(pointer, "confirmation"),
                    "whose-confirmation",
                    "names no side: say so in confirmationOf or reportedBy.onBehalfOf"));
        }
        if (report.reportedBy().attribution() == Attribution.OFF_RECORD) {
            faults.add(new ProblemError(
                    pointer + "/reportedBy/attribution",
                    "off-record-public",
                    "a meeting report is always public, so it cannot be off the record"));
        }
        faults.addAll(MeetingMentions.of(sent, pointer).faults(onRecord));
        return faults;
    }
}
