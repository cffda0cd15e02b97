package org.diplofeed.ingest.record;

import static org.diplofeed.web.ProblemType.EDITS_OVERLAP;
import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diplofeed.events.EventType;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.Statement;
import org.diplofeed.events.StreamId;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Correction;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.Edit;
import org.diplofeed.ingest.desk.Entry;
import org.diplofeed.ingest.desk.Needs;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.Refusals;
import org.diplofeed.ingest.meeting.MeetingMentions;
import org.diplofeed.ingest.meeting.MeetingRules;
import org.diplofeed.ingest.statement.StatementMentions;
import org.diplofeed.ingest.statement.StatementRules;
import org.diplofeed.web.DocumentSchema;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.MergePatch;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a record: by a replacement of the whole, or by a merge patch of what stands.
 *
 * @param target which record, and on what terms
 * @param whole whether {@code content} is the replacement rather than a patch
 * @param content the replacement or the patch
 * @param reason as it is written on the log
 */
public record CorrectRecord(
        Target target,
        boolean whole,
        ObjectNode content,
        String reason,
        @Nullable Instant time) implements Command {
    private static final Set<String> IDENTITY = Set.of("statementId", "reportId", "meetingId");

    @Override
    public Needs needs() {
        // Of which kind the target is, is not known yet: a statement and a report mention things in different places.
        var mentions = Stream.of(StatementMentions.of(content, ""), MeetingMentions.of(content, ""))
                .flatMap(found -> found.keys().stream())
                .collect(Collectors.toSet());
        return Needs.toChange(target.id(), StatementMentions.revised(content), mentions);
    }

    @Override
    public Set<StreamId> streams(OnRecord onRecord) {
        return target.streams(onRecord);
    }

    @Override
    public Decision decide(OnRecord onRecord, Instant now) {
        return switch (target.find(onRecord, "corrected")) {
            case Target.Found found -> decide(found.record(), onRecord, now);
            case Target.Missing missing -> missing.refusal();
        };
    }

    private Decision decide(RecordState record, OnRecord onRecord, Instant now) {
        var correction = new Correction(whole, content);
        var touched = correction.touched(record);
        if (target.expected().isEmpty() && collides(record, touched)) {
            return Refused.at(
                    record.version(),
                    EDITS_OVERLAP,
                    "Somebody else corrected the same part; the record is at version " + record.version()
                            + ". Read it and send If-Match.");
        }
        var identity = changesOfIdentity(record);
        if (!identity.isEmpty()) {
            return Refusals.of(identity);
        }
        var result = correction.result(record);
        var schema = DocumentSchema.of(record.kind().schema()).check(result);
        if (!schema.isEmpty()) {
            return new Refused(
                    INVALID_DOCUMENT,
                    "The record would break its schema.",
                    schema.stream().map(fault -> fault.under(pointer())).toList());
        }
        return decide(record, correction, result, onRecord, now);
    }

    private Decision decide(
            RecordState record, Correction correction, ObjectNode result, OnRecord onRecord, Instant now) {
        var held = record.heldUntil();
        try {
            var faults = new ArrayList<ProblemError>();
            switch (record.kind()) {
                case STATEMENT -> {
                    var statement = StrictJson.value(result, Statement.class);
                    faults.addAll(StatementRules.check(statement, content, pointer(), onRecord, now));
                    faults.addAll(lateEmbargo(statement, record, now));
                    held = stillHeld(statement, record, now);
                }
                case MEETING_REPORT ->
                    faults.addAll(MeetingRules.check(
                            StrictJson.value(result, MeetingReport.class), content, pointer(), onRecord, now));
            }
            if (!faults.isEmpty()) {
                return Refusals.of(faults);
            }
        } catch (ProblemException e) {
            return new Refused(
                    INVALID_DOCUMENT,
                    "The record would not fit its schema.",
                    e.problem().errors().stream()
                            .map(fault -> fault.under(pointer()))
                            .toList());
        }
        return new Accepted(new Entry(
                record.id(),
                record.stream(),
                EventType.RECORD_CORRECTED,
                time == null ? now : time,
                data(),
                new Change.Stands(correction.after(record, target.by(), held))));
    }

    /** Whether somebody else touched the same since this sender last wrote to the record, which is what it has seen. */
    private boolean collides(RecordState record, Set<String> touched) {
        long seen = record.edits().stream()
                .filter(edit -> edit.by().equals(target.by()))
                .mapToLong(Edit::version)
                .max()
                .orElse(record.firstVersion());
        var others = record.edits().stream()
                .filter(edit -> edit.version() > seen && !edit.by().equals(target.by()))
                .toList();
        return whole
                ? !others.isEmpty()
                : others.stream().anyMatch(edit -> MergePatch.overlap(edit.touched(), touched));
    }

    private List<ProblemError> changesOfIdentity(RecordState record) {
        return IDENTITY.stream()
                .filter(content::has)
                .filter(name -> !content.path(name).equals(record.document().path(name)))
                .sorted()
                .map(name -> new ProblemError(
                        JsonPointers.member(pointer(), name), "identity", "a correction cannot change it"))
                .toList();
    }

    private List<ProblemError> lateEmbargo(Statement statement, RecordState record, Instant now) {
        var embargo = statement.embargoUntil();
        boolean late = record.heldUntil() == null && embargo != null && embargo.isAfter(now);
        return late
                ? List.of(new ProblemError(
                        JsonPointers.member(pointer(), "embargoUntil"),
                        "published",
                        "the record is on the log already"))
                : List.of();
    }

    /** An embargo that is lifted ends now: what waits goes out in its order. */
    private static @Nullable Instant stillHeld(Statement statement, RecordState record, Instant now) {
        if (record.heldUntil() == null) {
            return null;
        }
        var embargo = statement.embargoUntil();
        return embargo != null && embargo.isAfter(now) ? embargo : now;
    }

    private ObjectNode data() {
        var data = JsonNodeFactory.instance.objectNode();
        data.put("target", target.id());
        data.set(whole ? "replacement" : "patch", content);
        return data.put("reason", reason).put("by", target.by());
    }

    private String pointer() {
        return target.pointer() + (whole ? "/replacement" : "/patch");
    }
}
