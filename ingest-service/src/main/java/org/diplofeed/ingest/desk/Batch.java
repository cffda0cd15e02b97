package org.diplofeed.ingest.desk;

import static org.diplofeed.web.ProblemType.EVENT_ID_REUSED;
import static org.diplofeed.web.ProblemType.KEY_REUSED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Envelope;
import org.diplofeed.ingest.desk.AnswerRows.Answer;
import org.diplofeed.ingest.desk.Submission.Once;
import org.diplofeed.log.AppendedEvent;
import org.diplofeed.log.NewEvent;
import org.diplofeed.log.StreamHead;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** The decisions of one batch, in order, before and after its events have got their recordedtime. */
final class Batch {
    /** What is known of an outcome before the append: receipts lack the recordedtime. */
    private sealed interface Pending {
        record Written(
                Receipt receipt,
                boolean created,
                boolean repeated,
                @Nullable Once once) implements Pending {}

        record Done(Outcome outcome) implements Pending {}
    }

    /** What came first with an identity in this batch. */
    private record First(Fingerprint content, Pending.Written written) {}

    private record Place(String stream, long version) {}

    private static final int HEADER_ALLOWANCE = 8_192;

    private final String topicPrefix;
    private final Instant now;
    private final Register register;
    private final Map<String, Answer> answers;
    private final Map<String, StreamHead> heads;
    private final Map<String, Long> held;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, First> firstOfBatch = new HashMap<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<NewEvent> toAppend = new ArrayList<>();
    private final List<HeldRows.Held> toHold = new ArrayList<>();
    private final List<Answer> newAnswers = new ArrayList<>();
    private final Map<Place, Instant> recorded = new HashMap<>();

    Batch(
            String topicPrefix,
            Instant now,
            Register register,
            Map<String, Answer> answers,
            Map<String, StreamHead> heads,
            Map<String, Long> held) {
        this.topicPrefix = topicPrefix;
        this.now = now;
        this.register = register;
        this.answers = answers;
        this.heads = heads;
        this.held = held;
    }

    void decide(Submission submission) {
        var once = submission.once();
        var repeated = once == null ? null : repetition(once);
        if (repeated != null) {
            pending.add(repeated);
            return;
        }
        pending.add(
                switch (submission.command().decide(register, now)) {
                    case Decision.Accepted accepted -> write(submission, accepted.entry());
                    case Decision.Unchanged same ->
                        new Pending.Written(
                                receipt(same.id(), same.stream().toString(), same.version()),
                                same.created(),
                                true,
                                once);
                    case Decision.Refused refused -> new Pending.Done(new Outcome.Refused(refused.problem()));
                });
        if (once != null && pending.getLast() instanceof Pending.Written written) {
            firstOfBatch.put(once.identity(), new First(once.content(), written));
        }
    }

    private @Nullable Pending repetition(Once once) {
        var identity = once.identity();
        var answer = answers.get(identity);
        if (answer != null) {
            return new Pending.Done(
                    once.isAnsweredBy(answer.content())
                            ? new Outcome.Replayed(answer.receipt(), answer.created())
                            : new Outcome.Refused(reused(once)));
        }
        var first = firstOfBatch.get(identity);
        if (first == null) {
            return null;
        }
        var written = first.written();
        return first.content().equals(once.content())
                ? new Pending.Written(written.receipt(), written.created(), true, null)
                : new Pending.Done(new Outcome.Refused(reused(once)));
    }

    private static Problem reused(Once once) {
        return switch (once.scope()) {
            case EVENT -> Problem.of(EVENT_ID_REUSED, "The event's source and id belong to another content.");
            case IDEMPOTENCY_KEY -> Problem.of(KEY_REUSED, "This Idempotency-Key came with another content before.");
        };
    }

    private Pending write(Submission submission, Entry entry) {
        var payload = Payload.write(entry.data());
        if (payload.length > NewEvent.MAX_BYTES - HEADER_ALLOWANCE) {
            return new Pending.Done(new Outcome.Refused(tooLarge()));
        }
        var stream = entry.stream().toString();
        long version = nextVersion(stream);
        var event = new NewEvent(
                stream,
                entry.stream().kind().topic().name(topicPrefix),
                headers(submission.mark(), entry),
                payload,
                submission.by(),
                null);
        versions.put(stream, version);
        var until = heldUntil(entry);
        if (until == null) {
            toAppend.add(event);
        } else {
            toHold.add(new HeldRows.Held(event, version, until, entry.id()));
        }
        register.apply(entry.change(), version);
        boolean created = !(entry.change() instanceof Change.Defined) || version == 1;
        return new Pending.Written(receipt(entry.id(), stream, version), created, false, submission.once());
    }

    private static Problem tooLarge() {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "An event has at most " + (NewEvent.MAX_BYTES - HEADER_ALLOWANCE) + " bytes.");
    }

    private static @Nullable Instant heldUntil(Entry entry) {
        return switch (entry.change()) {
            case Change.Stands stands -> stands.record().heldUntil();
            case Change.StatementsLinked linked -> linked.canonical().heldUntil();
            case Change.Defined _, Change.MeetingsLinked _ -> null;
        };
    }

    private long nextVersion(String stream) {
        var known = versions.get(stream);
        if (known != null) {
            return known + 1;
        }
        var waiting = held.get(stream);
        var head = heads.get(stream);
        return 1 + (waiting != null ? waiting : head == null ? 0 : head.version());
    }

    private Map<String, String> headers(Submission.EventMark mark, Entry entry) {
        return new Envelope(
                        mark.id(),
                        mark.source(),
                        entry.type().wireName(),
                        entry.stream(),
                        entry.time(),
                        now, // A placeholder: the ledger sets it.
                        0,
                        mark.causationId(),
                        mark.correlationId(),
                        mark.traceparent())
                .toHeaders();
    }

    private static Receipt receipt(String id, String stream, long version) {
        return new Receipt(id, stream, version, null, null);
    }

    /** Completes the outcomes with what the ledger gave. */
    List<Outcome> finish(List<AppendedEvent> appended) {
        appended.forEach(event -> recorded.put(new Place(event.streamId(), event.version()), event.recordedTime()));
        var outcomes = new ArrayList<Outcome>(pending.size());
        for (var entry : pending) {
            outcomes.add(
                    switch (entry) {
                        case Pending.Done done -> done.outcome();
                        case Pending.Written written -> outcome(written);
                    });
        }
        return outcomes;
    }

    private Outcome outcome(Pending.Written written) {
        var receipt = complete(written.receipt());
        if (written.once() != null) {
            newAnswers.add(new Answer(written.once().identity(), written.once().content(), written.created(), receipt));
        }
        return written.repeated()
                ? new Outcome.Replayed(receipt, written.created())
                : new Outcome.Recorded(receipt, written.created());
    }

    private Receipt complete(Receipt receipt) {
        var time = recorded.get(new Place(receipt.stream(), receipt.version()));
        var record = register.record(receipt.id());
        if (time == null && record != null) {
            time = record.firstVersion() == receipt.version() ? record.recorded() : null;
        }
        if (time == null) {
            time = definedAt(receipt);
        }
        return new Receipt(
                receipt.id(),
                receipt.stream(),
                receipt.version(),
                time == null ? null : Envelope.format(time),
                record == null ? null : record.heldUntil());
    }

    private @Nullable Instant definedAt(Receipt receipt) {
        for (var kind : ReferenceKind.values()) {
            var key = new ReferenceKey(kind, receipt.id());
            var reference = register.reference(key);
            if (reference != null && kind.streams().of(receipt.id()).toString().equals(receipt.stream())) {
                return reference.recorded();
            }
        }
        return null;
    }

    List<NewEvent> toAppend() {
        return toAppend;
    }

    List<HeldRows.Held> toHold() {
        return toHold;
    }

    List<Answer> newAnswers() {
        return newAnswers;
    }

    List<RecordState> changedRecords() {
        return register.changedRecords().stream()
                .map(register::record)
                .filter(java.util.Objects::nonNull)
                .filter(record -> !record.asRecorded())
                .map(this::withTime)
                .toList();
    }

    private RecordState withTime(RecordState record) {
        var time = recorded.get(new Place(record.stream().toString(), record.firstVersion()));
        return record.recorded() == null && time != null ? record.recordedAt(time) : record;
    }

    List<ReferenceState> changedReferences() {
        return register.changedReferences().stream()
                .map(register::reference)
                .filter(java.util.Objects::nonNull)
                .map(this::withTime)
                .toList();
    }

    private ReferenceState withTime(ReferenceState reference) {
        var stream = reference.key().kind().streams().of(reference.key().id());
        var time = recorded.get(new Place(stream.toString(), reference.version()));
        return new ReferenceState(
                reference.key(), reference.version(), time, reference.fingerprint(), reference.document());
    }

    List<MeetingState> changedMeetings() {
        return register.changedMeetings().stream()
                .map(register::meeting)
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
