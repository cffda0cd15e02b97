package org.diplofeed.ingest.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.ingest.desk.AnswerRows.Answer;
import org.diplofeed.ingest.desk.Submission.Once;
import org.diplofeed.log.AppendedEvent;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.RestoredEvent;
import org.diplofeed.log.RestoredEvent.Outcome;

/**
 * Puts events of a log back: into the ledger as they were, into the register what they made of it, and for each the
 * answer that its sender would get who sends it again.
 */
final class RestoreTransaction {
    private final EventLedger ledger = new EventLedger();
    private final EventCodec codec = new EventCodec();
    private final String topicPrefix;

    RestoreTransaction(String topicPrefix) {
        this.topicPrefix = topicPrefix;
    }

    Outcome run(Connection connection, List<LoggedEvent> events) throws SQLException {
        var read = new HashMap<AppendedEvent, FeedRecord>();
        var toRestore = new ArrayList<RestoredEvent>(events.size());
        for (var event : events) {
            var restored = restored(event);
            toRestore.add(restored);
            read.put(restored.place(), codec.decode(event.envelope(), event.data()));
        }
        var outcome = ledger.restore(connection, toRestore);
        return switch (outcome) {
            case Outcome.OutOfOrder _ -> outcome;
            case Outcome.Restored(List<RestoredEvent> added, long _) -> {
                register(
                        connection,
                        added.stream()
                                .map(event -> Objects.requireNonNull(read.get(event.place())))
                                .toList());
                yield outcome;
            }
        };
    }

    private RestoredEvent restored(LoggedEvent event) {
        var envelope = event.envelope();
        return RestoredEvent.of(
                event.stream().toString(),
                event.stream().kind().topic().name(topicPrefix),
                event.headers(),
                Payload.write(event.data()),
                envelope.streamVersion(),
                envelope.recordedTime());
    }

    private static void register(Connection connection, List<FeedRecord> events) throws SQLException {
        var register = new Register();
        var records = new LinkedHashSet<String>();
        events.forEach(event -> records.addAll(PutBack.records(event)));
        RegisterRows.loadRecords(connection, records, register);
        var times = new HashMap<String, Instant>();
        var answers = new HashMap<String, Answer>();
        for (var event : events) {
            var envelope = event.envelope();
            register.apply(PutBack.change(event, register), envelope.streamVersion());
            times.put(place(envelope.stream().toString(), envelope.streamVersion()), envelope.recordedTime());
            var answer = answer(event);
            answers.put(answer.identity(), answer);
        }
        RegisterRows.saveRecords(
                connection,
                register.changedRecords().stream()
                        .flatMap(id -> Stream.ofNullable(register.record(id)))
                        .filter(record -> !record.asRecorded())
                        .map(record -> dated(record, times))
                        .toList());
        RegisterRows.saveReferences(
                connection,
                register.changedReferences().stream()
                        .flatMap(key -> Stream.ofNullable(register.reference(key)))
                        .map(reference -> dated(reference, times))
                        .toList());
        RegisterRows.saveMeetings(
                connection,
                register.changedMeetings().stream()
                        .flatMap(id -> Stream.ofNullable(register.meeting(id)))
                        .toList());
        AnswerRows.save(connection, List.copyOf(answers.values()));
    }

    private static RecordState dated(RecordState record, Map<String, Instant> times) {
        var time = times.get(place(record.stream().toString(), record.firstVersion()));
        return time == null ? record : record.recordedAt(time);
    }

    private static ReferenceState dated(ReferenceState reference, Map<String, Instant> times) {
        var stream = reference.key().kind().streams().of(reference.key().id()).toString();
        return new ReferenceState(
                reference.key(),
                reference.version(),
                times.get(place(stream, reference.version())),
                reference.fingerprint(),
                reference.document());
    }

    private static Answer answer(FeedRecord event) {
        var envelope = event.envelope();
        var kept = Fingerprint.ofKept(envelope.type(), event.data());
        var once = new Once(Once.Scope.EVENT, envelope.source(), envelope.id(), kept, () -> kept);
        var receipt = new Receipt(
                PutBack.id(event),
                envelope.stream().toString(),
                envelope.streamVersion(),
                Envelope.format(envelope.recordedTime()),
                null);
        return new Answer(once.identity(), kept, creates(event), receipt);
    }

    private static boolean creates(FeedRecord event) {
        return switch (event.envelope().stream().kind()) {
            case ACTOR, ISSUE, CLAIM -> event.envelope().streamVersion() == 1;
            case STATEMENT, MEETING, POSITION, MEETING_NOTICES, CLAIM_NOTICES, DOCUMENT_NOTICES -> true;
        };
    }

    private static String place(String stream, long version) {
        return stream + "@" + version;
    }
}
