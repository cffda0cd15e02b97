package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.NewEvent;
import org.diplofeed.log.StreamHead;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Weighed;
import org.diplofeed.timeline.projection.DefinitionStore.Ref;
import org.diplofeed.timeline.projection.Tiding.Noticed;
import org.diplofeed.timeline.projection.Tiding.Shifted;
import org.diplofeed.timeline.projection.ToldStore.NoticeRow;
import org.diplofeed.timeline.projection.ToldStore.ShiftRow;
import org.jspecify.annotations.Nullable;

/** Makes derived events of one batch's tidings, and hands on the rows that remember them. */
final class TellingRound {
    private final String topic;
    private final Rules rules;
    private final boolean aloud;
    private final List<Telling.Occasion> occasions;
    private final EvidenceSource evidence;
    private final Map<Ref, String> definitions;
    private final ToldStore told;
    private final Map<String, Long> sequences = new HashMap<>();

    /**
     * @param aloud whether the events are told
     * @param definitions of those that the tidings name, as they are now
     * @param told what was told before of what the tidings are about
     * @param heads of the streams on which is told
     */
    TellingRound(
            String topic,
            Rules rules,
            boolean aloud,
            List<Telling.Occasion> occasions,
            EvidenceSource evidence,
            Map<Ref, String> definitions,
            ToldStore told,
            Map<String, StreamHead> heads) {
        this.topic = topic;
        this.rules = rules;
        this.aloud = aloud;
        this.occasions = occasions;
        this.evidence = evidence;
        this.definitions = definitions;
        this.told = told;
        heads.forEach((stream, head) -> sequences.put(stream, head.version()));
    }

    /** The events, in the order of the tidings. */
    List<NewEvent> events(List<Tiding> tidings) {
        var events = new ArrayList<NewEvent>();
        for (var tiding : tidings) {
            switch (tiding) {
                case Shifted shifted -> shifted(shifted, events);
                case Noticed noticed -> noticed(noticed, events);
            }
        }
        return events;
    }

    private void shifted(Shifted shifted, List<NewEvent> events) {
        var cause = occasions.get(shifted.at()).cause();
        long sequence = next(shifted.stream());
        if (shifted.change() == RevisionChange.CONFIRMED) {
            var shift = shift(shifted);
            told.begin(new ShiftRow(shift, aloud && shifted.current(), cause.eventId(), shifted.knownFrom(), null));
            events.add(event(
                    shifted,
                    shifted.current()
                            ? new ShiftConfirmed(shift, sequence, cause)
                            : new HistoryRevised(RevisionChange.CONFIRMED, shift, false, sequence, cause),
                    shift.at().start()));
            return;
        }
        var shift = told.shift(shifted.shiftId());
        if (shift == null) {
            throw new IllegalStateException("a shift vanishes that was never told");
        }
        told.endShift(shifted.shiftId(), shifted.knownFrom());
        var shown = evidence.shown(shifted.at(), shift);
        events.add(event(
                shifted,
                shifted.current()
                        ? new ShiftWithdrawn(shown, sequence, cause)
                        : new HistoryRevised(RevisionChange.VANISHED, shown, shifted.alerted(), sequence, cause),
                shift.at().start()));
    }

    private void noticed(Noticed noticed, List<NewEvent> events) {
        var cause = occasions.get(noticed.at()).cause();
        var id = noticed.noticeId();
        if (noticed.status() == NoticeStatus.CLOSED) {
            told.endNotice(id, noticed.knownFrom());
        }
        var before = told.notice(id);
        if (noticed.quiet() || (noticed.status() == NoticeStatus.RAISED && before != null)) {
            told.begin(row(noticed, before == null ? "{}" : before));
            return;
        }
        var notice = notice(noticed, next(noticed.stream()));
        if (noticed.status() == NoticeStatus.RAISED) {
            told.begin(row(noticed, FoldJson.document(notice).toString()));
        }
        events.add(event(noticed, notice, cause.recordedTime()));
    }

    private static NoticeRow row(Noticed noticed, String data) {
        return new NoticeRow(
                noticed.noticeId(),
                noticed.kind().name(),
                noticed.stream(),
                noticed.statementId(),
                data,
                noticed.knownFrom(),
                null);
    }

    private NoticeRaised notice(Noticed noticed, long sequence) {
        var subject = noticed.stream().subject();
        var key = noticed.key();
        var stream = noticed.stream().kind();
        var issue = key == null ? null : definition(DefinitionStore.Kind.ISSUE, key.issueId());
        var claim = stream == StreamKind.CLAIM_NOTICES ? definition(DefinitionStore.Kind.CLAIM, subject) : null;
        var named = key == null
                ? List.<Evidence>of()
                : evidence.at(noticed.at(), noticed.statementId()).stream()
                        .flatMap(quoted -> quoted.as(key, 0, null).stream())
                        .toList();
        return new NoticeRaised(
                noticed.noticeId(),
                noticed.kind(),
                noticed.status(),
                key == null ? null : key.holder(),
                key == null ? null : key.issueId(),
                stream == StreamKind.MEETING_NOTICES ? subject : null,
                stream == StreamKind.CLAIM_NOTICES ? subject : null,
                text(issue != null ? issue : claim, "proposition"),
                topics(issue),
                noticed.statementId(),
                named,
                sequence,
                occasions.get(noticed.at()).cause());
    }

    private Shift shift(Shifted shifted) {
        var key = shifted.key();
        var issue = definition(DefinitionStore.Kind.ISSUE, key.issueId());
        var fold = shifted.confirmed();
        return new Shift(
                shifted.shiftId(),
                key.holder(),
                text(definition(DefinitionStore.Kind.ACTOR, key.holder()), "name"),
                key.issueId(),
                text(issue, "proposition"),
                topics(issue),
                shifted.classification(),
                fold.id().confirmedBy(),
                shifted.occurrence(),
                fold.confirmedBy().occurred(),
                fold.before().state(rules),
                fold.after().state(rules),
                evidence(shifted.at(), key, Needs.shown(fold.before())),
                evidence(shifted.at(), key, fold.after().evidence()));
    }

    private List<Evidence> evidence(int at, PositionKey key, List<Weighed> weighed) {
        return weighed.stream()
                .flatMap(item -> evidence.at(at, item.statementId()).stream()
                        .flatMap(quoted -> quoted.as(key, item.points(), item.classification()).stream()))
                .toList();
    }

    private NewEvent event(Tiding tiding, FeedEvent event, Instant time) {
        var occasion = occasions.get(tiding.at());
        var cause = occasion.cause();
        var id = DerivedId.of(event.type().wireName(), tiding.stream().toString(), name(event), cause.eventId());
        var envelope = new Envelope(
                id,
                Telling.SOURCE,
                event.type().wireName(),
                tiding.stream(),
                time,
                cause.recordedTime(),
                0,
                cause.eventId(),
                occasion.correlationId(),
                occasion.traceparent());
        return new NewEvent(
                tiding.stream().toString(),
                topic,
                headers(envelope, tiding.knownFrom()),
                EventCodec.payload(EventCodec.document(event)),
                tiding.knownFrom());
    }

    /** Since when it can be known, where the cause alone does not say it: partitions were read out of order. */
    private static Map<String, String> headers(Envelope envelope, Instant knownFrom) {
        var headers = envelope.toHeaders();
        if (!knownFrom.equals(envelope.recordedTime())) {
            headers.put(Telling.KNOWN_FROM, Envelope.format(knownFrom));
        }
        return headers;
    }

    private static String name(FeedEvent event) {
        return switch (event) {
            case ShiftConfirmed confirmed -> confirmed.shift().shiftId();
            case ShiftWithdrawn withdrawn -> withdrawn.shift().shiftId();
            case HistoryRevised revised ->
                revised.change().name() + " " + revised.shift().shiftId();
            case NoticeRaised notice -> notice.status().name() + " " + notice.noticeId();
            default -> throw new IllegalArgumentException("not a derived event");
        };
    }

    private long next(StreamId stream) {
        return sequences.merge(stream.toString(), 1L, Long::sum);
    }

    private @Nullable ObjectNode definition(DefinitionStore.Kind kind, String id) {
        var data = definitions.get(new Ref(kind, id));
        return data == null ? null : FoldJson.read(data, ObjectNode.class);
    }

    private static @Nullable String text(@Nullable ObjectNode definition, String field) {
        return definition == null || !definition.has(field)
                ? null
                : definition.get(field).asText();
    }

    private static List<String> topics(@Nullable ObjectNode issue) {
        var topics = new ArrayList<String>();
        if (issue != null) {
            issue.path("topics").forEach(topic -> topics.add(topic.asText()));
        }
        return topics;
    }
}
