package org.diplofeed.ingest.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.diplofeed.events.EventType;
import org.diplofeed.events.LinkRelation;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Entry;
import org.diplofeed.ingest.desk.Needs;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.RecordStatus;
import org.diplofeed.ingest.desk.Refusals;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;
import org.jspecify.annotations.Nullable;

/**
 * Links duplicates to the record that stands: statements of one utterance, or meetings that are one.
 *
 * @param document what was sent, valid against its schema
 * @param pointer where it stands in what was sent
 */
public record LinkRecords(
        RecordsLinked link,
        ObjectNode document,
        String pointer,
        @Nullable Instant time) implements Command {

    @Override
    public Needs needs() {
        var ids = new HashSet<>(link.duplicates());
        ids.add(link.canonical());
        return meetings()
                ? new Needs(Set.of(), Set.of(), Set.of(), Set.of(), ids)
                : new Needs(ids, Set.of(), Set.of(), Set.of(), Set.of());
    }

    @Override
    public Set<StreamId> streams(OnRecord onRecord) {
        return Set.of(stream());
    }

    @Override
    public Decision decide(OnRecord onRecord, Instant now) {
        var faults = new ArrayList<ProblemError>();
        check(link.canonical(), pointer + "/canonical", onRecord, faults);
        for (int i = 0; i < link.duplicates().size(); i++) {
            var at = JsonPointers.element(pointer + "/duplicates", i);
            if (link.duplicates().get(i).equals(link.canonical())) {
                faults.add(new ProblemError(at, "own-duplicate", "nothing is a duplicate of itself"));
            } else {
                check(link.duplicates().get(i), at, onRecord, faults);
            }
        }
        if (!faults.isEmpty()) {
            return Refusals.of(faults);
        }
        return new Accepted(new Entry(
                link.canonical(),
                stream(),
                EventType.RECORDS_LINKED,
                time == null ? now : time,
                document,
                change(onRecord)));
    }

    private void check(String id, String at, OnRecord onRecord, List<ProblemError> faults) {
        if (meetings()) {
            checkMeeting(id, at, onRecord, faults);
        } else {
            checkStatement(id, at, onRecord, faults);
        }
    }

    private static void checkStatement(String id, String at, OnRecord onRecord, List<ProblemError> faults) {
        var record = onRecord.record(id);
        if (record == null || record.kind() != RecordKind.STATEMENT) {
            faults.add(new ProblemError(at, "unknown-statement", "no statement is on record under this id"));
        } else if (record.status() == RecordStatus.RETRACTED) {
            faults.add(new ProblemError(at, "retracted", "the statement is retracted"));
        } else if (record.status() == RecordStatus.LINKED) {
            faults.add(new ProblemError(at, "linked", "the statement is a duplicate already"));
        }
    }

    private static void checkMeeting(String id, String at, OnRecord onRecord, List<ProblemError> faults) {
        var meeting = onRecord.meeting(id);
        if (meeting == null) {
            faults.add(new ProblemError(at, "unknown-meeting", "no report of this meeting is on record"));
        } else if (!meeting.standing()) {
            faults.add(new ProblemError(at, "retracted", "every report of the meeting is retracted"));
        } else if (meeting.duplicateOf() != null) {
            faults.add(new ProblemError(at, "linked", "the meeting is a duplicate already"));
        }
    }

    private Change change(OnRecord onRecord) {
        if (meetings()) {
            return new Change.MeetingsLinked(link.canonical(), link.duplicates());
        }
        var duplicates = link.duplicates().stream()
                .map(onRecord::record)
                .filter(Objects::nonNull)
                .map(record -> record.in(RecordStatus.LINKED))
                .toList();
        return new Change.StatementsLinked(
                Objects.requireNonNull(onRecord.record(link.canonical()), "canonical"), duplicates);
    }

    private boolean meetings() {
        return link.relation() == LinkRelation.SAME_MEETING;
    }

    private StreamId stream() {
        return (meetings() ? StreamKind.MEETING : StreamKind.STATEMENT).of(link.canonical());
    }
}
