package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.ClaimDefined;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.IssueDefined;
import org.diplofeed.events.LinkRelation;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.MeetingReported;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RecordRetracted;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StatementRecorded;

/**
 * What an event of the log changes in what is on the record, when it is put back. It was decided once and is not judged
 * again.
 */
final class PutBack {
    private PutBack() {}

    /** The records that it touches or names. */
    static Set<String> records(FeedRecord event) {
        return switch (event.event()) {
            case StatementRecorded recorded -> Set.of(recorded.statement().statementId());
            case MeetingReported reported -> Set.of(reported.report().reportId());
            case RecordCorrected corrected -> Set.of(corrected.target());
            case RecordRetracted retracted -> Set.of(retracted.target());
            case RecordsLinked linked -> {
                var ids = new HashSet<String>();
                if (linked.relation() != LinkRelation.SAME_MEETING) {
                    ids.addAll(linked.duplicates());
                    ids.add(linked.canonical());
                }
                yield ids;
            }
            case ActorDefined _, IssueDefined _, ClaimDefined _ -> Set.of();
            case ShiftConfirmed _, ShiftWithdrawn _, HistoryRevised _, NoticeRaised _ -> throw derived();
        };
    }

    /** What the sender called it: the id that its receipt names. */
    static String id(FeedRecord event) {
        return switch (event.event()) {
            case StatementRecorded recorded -> recorded.statement().statementId();
            case MeetingReported reported -> reported.report().reportId();
            case RecordCorrected corrected -> corrected.target();
            case RecordRetracted retracted -> retracted.target();
            case RecordsLinked linked -> linked.canonical();
            case ActorDefined _, IssueDefined _, ClaimDefined _ ->
                event.envelope().stream().subject();
            case ShiftConfirmed _, ShiftWithdrawn _, HistoryRevised _, NoticeRaised _ -> throw derived();
        };
    }

    /** What it changes. */
    static Change change(FeedRecord event, OnRecord onRecord) {
        return switch (event.event()) {
            case ActorDefined _ -> defined(ReferenceKind.ACTOR, event);
            case IssueDefined _ -> defined(ReferenceKind.ISSUE, event);
            case ClaimDefined _ -> defined(ReferenceKind.CLAIM, event);
            case StatementRecorded _ -> recorded(RecordKind.STATEMENT, event);
            case MeetingReported _ -> recorded(RecordKind.MEETING_REPORT, event);
            case RecordCorrected corrected -> {
                boolean whole = event.data().has("replacement");
                var content = (ObjectNode) event.data().path(whole ? "replacement" : "patch");
                yield new Change.Stands(new Correction(whole, content)
                        .after(found(corrected.target(), onRecord), corrected.by(), null));
            }
            case RecordRetracted retracted ->
                new Change.Stands(found(retracted.target(), onRecord).in(RecordStatus.RETRACTED));
            case RecordsLinked linked -> linked(linked, onRecord);
            case ShiftConfirmed _, ShiftWithdrawn _, HistoryRevised _, NoticeRaised _ -> throw derived();
        };
    }

    private static Change defined(ReferenceKind kind, FeedRecord event) {
        return new Change.Defined(
                new ReferenceKey(kind, event.envelope().stream().subject()), event.data());
    }

    private static Change recorded(RecordKind kind, FeedRecord event) {
        return new Change.Stands(RecordState.fresh(id(event), kind, event.envelope().stream(), event.data(), null));
    }

    private static Change linked(RecordsLinked linked, OnRecord onRecord) {
        if (linked.relation() == LinkRelation.SAME_MEETING) {
            return new Change.MeetingsLinked(linked.canonical(), linked.duplicates());
        }
        var duplicates = linked.duplicates().stream()
                .map(id -> found(id, onRecord).in(RecordStatus.LINKED))
                .toList();
        return new Change.StatementsLinked(found(linked.canonical(), onRecord), duplicates);
    }

    private static RecordState found(String id, OnRecord onRecord) {
        var record = onRecord.record(id);
        if (record == null) {
            throw new MalformedEvent("an event about a record that did not come before it");
        }
        return record;
    }

    private static MalformedEvent derived() {
        return new MalformedEvent("an event that is derived, and not ingest's to record");
    }
}
