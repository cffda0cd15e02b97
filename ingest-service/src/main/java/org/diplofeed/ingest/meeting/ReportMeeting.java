package org.diplofeed.ingest.meeting;

import static org.diplofeed.web.ProblemType.ID_TAKEN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.diplofeed.events.EventType;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.Decision.Unchanged;
import org.diplofeed.ingest.desk.Entry;
import org.diplofeed.ingest.desk.Fingerprint;
import org.diplofeed.ingest.desk.Needs;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.Refusals;

/**
 * Puts a meeting report on the record.
 *
 * @param document what was sent, valid against its schema, its id filled in
 * @param pointer where the document stands in what was sent
 */
public record ReportMeeting(MeetingReport report, ObjectNode document, String pointer) implements Command {

    @Override
    public Needs needs() {
        return Needs.toChange(
                report.reportId(),
                Set.of(),
                MeetingMentions.of(document, pointer).keys());
    }

    @Override
    public Set<StreamId> streams(OnRecord onRecord) {
        return Set.of(stream());
    }

    @Override
    public Decision decide(OnRecord onRecord, Instant now) {
        var present = onRecord.record(report.reportId());
        if (present != null) {
            boolean same = present.kind() == RecordKind.MEETING_REPORT
                    && present.fingerprint().equals(Fingerprint.of(document));
            return same
                    ? new Unchanged(present.id(), present.stream(), present.firstVersion(), true)
                    : Refused.of(ID_TAKEN, "Another content is on record under this reportId.");
        }
        var faults = MeetingRules.check(report, document, pointer, onRecord, now);
        if (!faults.isEmpty()) {
            return Refusals.of(faults);
        }
        return new Accepted(new Entry(
                report.reportId(),
                stream(),
                EventType.MEETING_REPORTED,
                report.occurred().start(),
                document,
                new Change.Stands(
                        RecordState.fresh(report.reportId(), RecordKind.MEETING_REPORT, stream(), document, null))));
    }

    private StreamId stream() {
        return StreamKind.MEETING.of(report.meetingId());
    }
}
