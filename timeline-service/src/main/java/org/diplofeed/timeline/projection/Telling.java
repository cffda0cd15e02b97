package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.NewEvent;
import org.diplofeed.log.StreamHead;
import org.diplofeed.timeline.position.Position;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Weighed;
import org.diplofeed.timeline.projection.DefinitionStore.Ref;
import org.diplofeed.timeline.projection.Tiding.Noticed;
import org.diplofeed.timeline.projection.Tiding.Shifted;
import org.diplofeed.timeline.projection.ToldStore.NoticeRow;
import org.diplofeed.timeline.projection.ToldStore.ShiftRow;
import org.jspecify.annotations.Nullable;

/** Tells what a batch brought: derived events in this service's own outbox, whole, and the rows that remember them. */
final class Telling {
    /** Who derives. */
    static final String SOURCE = "urn:diplofeed:timeline";

    /** Of a position of long standing, the affirmations that a reader is shown: the last ones. */
    private static final int BEFORE_EVIDENCE = 10;

    private final EventLedger ledger = new EventLedger();
    private final String topic;
    private final Rules rules;

    /** @param topic where derived events go */
    Telling(String topic, Rules rules) {
        this.topic = topic;
        this.rules = rules;
    }

    /** Tells; the order is the tidings'. */
    void tell(Connection connection, List<Tiding> tidings, List<Happening> happenings, EvidenceSource evidence)
            throws SQLException {
        if (tidings.isEmpty()) {
            return;
        }
        var sorted = Tiding.sorted(tidings);
        var heads = ledger.lock(
                connection,
                sorted.stream()
                        .filter(Telling::loud)
                        .map(tiding -> tiding.stream().toString())
                        .distinct()
                        .toList());
        var round = new Round(connection, sorted, happenings, evidence, heads);
        var events = new ArrayList<NewEvent>();
        for (var tiding : sorted) {
            switch (tiding) {
                case Shifted shifted -> round.shifted(shifted, events);
                case Noticed noticed -> round.noticed(noticed, events);
            }
        }
        round.told.save(connection);
        ledger.append(connection, heads, events);
    }

    private static boolean loud(Tiding tiding) {
        return !(tiding instanceof Noticed noticed) || !noticed.quiet();
    }

    /** One batch's telling. */
    private final class Round {
        final ToldStore told = new ToldStore();
        private final List<Happening> happenings;
        private final EvidenceSource evidence;
        private final Map<Ref, String> definitions;
        private final Map<String, Long> sequences = new HashMap<>();

        Round(
                Connection connection,
                List<Tiding> tidings,
                List<Happening> happenings,
                EvidenceSource evidence,
                Map<String, StreamHead> heads)
                throws SQLException {
            this.happenings = happenings;
            this.evidence = evidence;
            heads.forEach((stream, head) -> sequences.put(stream, head.version()));
            var statements = new HashSet<String>();
            var names = new HashSet<Ref>();
            var ids = new TreeSet<String>();
            var vanished = new TreeSet<String>();
            for (var tiding : tidings) {
                collect(tiding, statements, names, ids);
                if (tiding instanceof Shifted shifted && shifted.change() == RevisionChange.VANISHED) {
                    vanished.add(shifted.shiftId());
                }
            }
            evidence.load(connection, statements);
            told.load(connection, ids);
            evidence.loadHidden(connection, told.quotedBy(vanished));
            definitions = DefinitionStore.current(connection, names);
        }

        private static void collect(Tiding tiding, Set<String> statements, Set<Ref> names, Set<String> ids) {
            switch (tiding) {
                case Shifted shifted -> {
                    if (shifted.change() == RevisionChange.CONFIRMED) {
                        names(shifted.key(), names);
                        weighed(shifted.shift().before()).forEach(item -> statements.add(item.statementId()));
                        shifted.shift().after().evidence().forEach(item -> statements.add(item.statementId()));
                    } else {
                        ids.add(shifted.shiftId());
                    }
                }
                case Noticed noticed -> {
                    ids.add(noticed.noticeId());
                    statements.add(noticed.statementId());
                    var key = noticed.key();
                    if (key != null) {
                        names(key, names);
                    }
                    if (noticed.stream().kind() == StreamKind.CLAIM_NOTICES) {
                        names.add(new Ref(
                                DefinitionStore.Kind.CLAIM, noticed.stream().subject()));
                    }
                }
            }
        }

        private static void names(PositionKey key, Set<Ref> names) {
            names.add(new Ref(DefinitionStore.Kind.ACTOR, key.holder()));
            names.add(new Ref(DefinitionStore.Kind.ISSUE, key.issueId()));
        }

        void shifted(Shifted shifted, List<NewEvent> events) {
            var cause = happenings.get(shifted.at()).cause();
            long sequence = next(shifted.stream());
            if (shifted.change() == RevisionChange.CONFIRMED) {
                var shift = shift(shifted);
                told.begin(new ShiftRow(shift, shifted.current(), cause.eventId(), shifted.knownFrom(), null));
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

        void noticed(Noticed noticed, List<NewEvent> events) {
            var cause = happenings.get(noticed.at()).cause();
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
                    happenings.get(noticed.at()).cause());
        }

        private Shift shift(Shifted shifted) {
            var key = shifted.key();
            var issue = definition(DefinitionStore.Kind.ISSUE, key.issueId());
            var fold = shifted.shift();
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
                    evidence(shifted.at(), key, weighed(fold.before())),
                    evidence(shifted.at(), key, fold.after().evidence()));
        }

        private List<Evidence> evidence(int at, PositionKey key, List<Weighed> weighed) {
            return weighed.stream()
                    .flatMap(item -> evidence.at(at, item.statementId()).stream()
                            .flatMap(quoted -> quoted.as(key, item.points(), item.classification()).stream()))
                    .toList();
        }

        private NewEvent event(Tiding tiding, FeedEvent event, Instant time) {
            var cause = happenings.get(tiding.at()).event().envelope();
            var id = DerivedId.of(event.type().wireName(), tiding.stream().toString(), name(event), cause.id());
            var envelope = new Envelope(
                    id,
                    SOURCE,
                    event.type().wireName(),
                    tiding.stream(),
                    time,
                    cause.recordedTime(),
                    0,
                    cause.id(),
                    cause.correlationId(),
                    cause.traceparent());
            return new NewEvent(
                    tiding.stream().toString(),
                    topic,
                    envelope.toHeaders(),
                    EventCodec.payload(EventCodec.document(event)),
                    tiding.knownFrom());
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

    /** Last affirmed first. */
    private static List<Weighed> weighed(Position before) {
        var evidence = before.evidence();
        return evidence.subList(Math.max(0, evidence.size() - BEFORE_EVIDENCE), evidence.size())
                .reversed();
    }

    /** What a notice of a kind is about decides its stream. */
    static StreamId stream(NoticeKind kind, String subject) {
        return switch (kind) {
            case CLARIFICATION, MIXED_SIGNALS, LEAK_DIVERGENCE -> StreamKind.POSITION.of(subject);
            case MEETING_DISPUTED -> StreamKind.MEETING_NOTICES.of(subject);
            case CLAIM_DISPUTED -> StreamKind.CLAIM_NOTICES.of(subject);
            case DOCUMENT_REVISED -> StreamKind.DOCUMENT_NOTICES.of(subject);
            case UNRECOGNIZED -> throw new IllegalArgumentException("nobody raises a notice of a kind unknown here");
        };
    }
}
