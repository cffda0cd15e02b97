package org.diplofeed.ingest.events;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalLong;
import org.diplofeed.events.EventType;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.RetractionReason;
import org.diplofeed.events.Statement;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Fingerprint;
import org.diplofeed.ingest.desk.ReferenceKey;
import org.diplofeed.ingest.desk.ReferenceKind;
import org.diplofeed.ingest.desk.Submission;
import org.diplofeed.ingest.desk.Submission.EventMark;
import org.diplofeed.ingest.desk.Submission.Once;
import org.diplofeed.ingest.door.FrontDoor;
import org.diplofeed.ingest.door.Sender;
import org.diplofeed.ingest.meeting.ReportMeeting;
import org.diplofeed.ingest.record.CorrectRecord;
import org.diplofeed.ingest.record.LinkRecords;
import org.diplofeed.ingest.record.RetractRecord;
import org.diplofeed.ingest.record.Target;
import org.diplofeed.ingest.reference.DefineEntity;
import org.diplofeed.ingest.statement.RecordStatement;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/** Reads CloudEvents in JSON: what a sender says of recordedtime and streamversion is a placeholder and is ignored. */
final class CloudEventReader {
    private static final String DATA = "/data";
    private static final List<String> CONTENT = List.of("type", "subject", "time", "data");

    private CloudEventReader() {}

    /**
     * The submission that an event asks for.
     *
     * @throws ProblemException invalid-document, with all faults
     */
    static Submission read(JsonNode sent, Sender sender) {
        var event = StrictJson.object(sent);
        FrontDoor.check(event, "cloudevent");
        var mark = new EventMark(
                event.path("source").asText(),
                event.path("id").asText(),
                text(event, "causationid"),
                text(event, "correlationid"),
                text(event, "traceparent"));
        var command = command(event, sender);
        var once =
                new Once(Once.Scope.EVENT, mark.source(), mark.id(), Fingerprint.of(content(event)), () -> kept(event));
        return new Submission(command, sender.subject(), mark, once);
    }

    private static Command command(ObjectNode event, Sender sender) {
        var type = EventType.ofWireName(event.path("type").asText())
                .orElseThrow(() -> invalid("/type", "enum", "is no type that is taken here"));
        var data = StrictJson.object(event.path("data"));
        var time = time(event);
        return switch (type) {
            case ACTOR_DEFINED -> define(ReferenceKind.ACTOR, event, data, time, sender);
            case ISSUE_DEFINED -> define(ReferenceKind.ISSUE, event, data, time, sender);
            case CLAIM_DEFINED -> define(ReferenceKind.CLAIM, event, data, time, sender);
            case STATEMENT_RECORDED -> statement(event, data, time);
            case MEETING_REPORTED -> report(event, data, time);
            case RECORD_CORRECTED -> correction(data, time, sender);
            case RECORD_RETRACTED -> retraction(data, time, sender);
            case RECORDS_LINKED -> link(event, data, time);
            case SHIFT_CONFIRMED, SHIFT_WITHDRAWN, HISTORY_REVISED, NOTICE_RAISED ->
                throw invalid("/type", "enum", "is derived, and nobody's to send");
        };
    }

    private static Command define(
            ReferenceKind kind, ObjectNode event, ObjectNode data, @Nullable Instant time, Sender sender) {
        var id = data.path(kind.idProperty()).asText();
        requireSubject(event, id, id);
        return new DefineEntity(new ReferenceKey(kind, id), data, DATA, time, sender.operator(), OptionalLong.empty());
    }

    private static Command statement(ObjectNode event, ObjectNode data, @Nullable Instant time) {
        var statement = value(data, Statement.class);
        requireSubject(event, statement.statementId(), statement.statementId());
        requireTime(time, statement.occurred().start());
        return new RecordStatement(statement, data, DATA);
    }

    private static Command report(ObjectNode event, ObjectNode data, @Nullable Instant time) {
        var report = value(data, MeetingReport.class);
        requireSubject(event, report.meetingId(), report.reportId());
        requireTime(time, report.occurred().start());
        return new ReportMeeting(report, data, DATA);
    }

    private static Command correction(ObjectNode data, @Nullable Instant time, Sender sender) {
        boolean whole = data.has("replacement");
        return new CorrectRecord(
                target(data, sender),
                whole,
                StrictJson.object(data.path(whole ? "replacement" : "patch")),
                data.path("reason").asText(),
                time);
    }

    private static Command retraction(ObjectNode data, @Nullable Instant time, Sender sender) {
        return new RetractRecord(
                target(data, sender),
                RetractionReason.valueOf(data.path("reason").asText()),
                time);
    }

    private static Command link(ObjectNode event, ObjectNode data, @Nullable Instant time) {
        var link = value(data, RecordsLinked.class);
        requireSubject(event, link.canonical(), link.canonical());
        return new LinkRecords(link, data, DATA, time);
    }

    private static Target target(ObjectNode data, Sender sender) {
        return new Target(data.path("target").asText(), null, OptionalLong.empty(), sender.subject(), DATA);
    }

    private static <T> T value(ObjectNode data, Class<T> type) {
        try {
            return StrictJson.value(data, type);
        } catch (ProblemException e) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "The event's data does not fit its schema.",
                    e.problem().errors().stream()
                            .map(fault -> fault.under(DATA))
                            .toList());
        }
    }

    private static void requireSubject(ObjectNode event, String id, String alternative) {
        var subject = text(event, "subject");
        if (subject != null && !subject.equals(id) && !subject.equals(alternative)) {
            throw invalid("/subject", "subject", "is not what the data is about");
        }
    }

    private static void requireTime(@Nullable Instant time, Instant occurred) {
        if (time != null && !time.equals(occurred)) {
            throw invalid("/time", "time", "is not the beginning of occurred");
        }
    }

    private static @Nullable Instant time(ObjectNode event) {
        var text = text(event, "time");
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw invalid("/time", "format", "is no time that exists");
        }
    }

    private static @Nullable String text(ObjectNode event, String attribute) {
        return event.path(attribute).textValue();
    }

    private static Fingerprint kept(ObjectNode event) {
        return Fingerprint.ofKept(event.path("type").asText(), StrictJson.object(event.path("data")));
    }

    private static ObjectNode content(ObjectNode event) {
        var content = JsonNodeFactory.instance.objectNode();
        CONTENT.stream().filter(event::has).forEach(name -> content.set(name, event.get(name)));
        return content;
    }

    private static ProblemException invalid(String pointer, String code, String detail) {
        return new ProblemException(
                INVALID_DOCUMENT,
                "The event does not hold together.",
                List.of(new ProblemError(pointer, code, detail)));
    }
}
