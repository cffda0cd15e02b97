package org.diplofeed.timeline.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diplofeed.events.Cause;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.LinkRelation;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.MeetingReported;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RecordRetracted;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.StatementRecorded;
import org.diplofeed.events.StreamKind;
import org.diplofeed.timeline.record.Link;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Retraction;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events makes of records, event by event. A link of a meeting is a link of each of its reports, also
 * of those that come later.
 */
final class RecordBatch {
    private final Map<RecordKey, RecordHistory> histories;
    private final Map<String, List<RecordKey>> reportsOf;
    private final List<Happening> happenings = new ArrayList<>();

    /**
     * @param histories of all that {@link #keys} names, and of the reports of meetings that are linked
     * @param reportsOf the reports of meetings that are linked
     */
    RecordBatch(Map<RecordKey, RecordHistory> histories, Map<String, List<RecordKey>> reportsOf) {
        this.histories = new TreeMap<>(histories);
        this.reportsOf = new TreeMap<>(reportsOf);
    }

    /** The records that events are about, in the order in which everybody locks them. */
    static SortedSet<RecordKey> keys(List<FeedRecord> events) {
        var keys = new TreeSet<RecordKey>();
        for (var event : events) {
            var stream = event.envelope().stream();
            switch (event.event()) {
                case StatementRecorded _ -> keys.add(RecordKey.statement(stream.subject()));
                case MeetingReported reported -> {
                    keys.add(RecordKey.report(reported.report().reportId()));
                    keys.add(RecordKey.meeting(stream.subject()));
                }
                case RecordCorrected corrected -> target(event, corrected.target(), keys);
                case RecordRetracted retracted -> target(event, retracted.target(), keys);
                case RecordsLinked linked -> keys.addAll(duplicates(linked));
                default -> throw unexpected(event);
            }
        }
        return keys;
    }

    /** The meetings that events say are duplicates. */
    static List<String> linkedMeetings(List<FeedRecord> events) {
        return events.stream()
                .filter(event -> event.event() instanceof RecordsLinked)
                .flatMap(event -> duplicates((RecordsLinked) event.event()).stream())
                .filter(key -> key.kind() == RecordKey.Kind.MEETING)
                .map(RecordKey::id)
                .distinct()
                .toList();
    }

    /** Applies the events in their order. */
    List<Happening> apply(List<FeedRecord> events) {
        events.forEach(this::apply);
        return happenings;
    }

    /** The records that the batch touched, as they are after it. */
    List<StoredRecord> stored(Documented documented) {
        return happenings.stream()
                .flatMap(happening -> happening.touched().stream())
                .map(Happening.Touched::key)
                .distinct()
                .map(key -> documented.stored(key, history(key)))
                .toList();
    }

    private void apply(FeedRecord event) {
        var envelope = event.envelope();
        var touched = new ArrayList<Happening.Touched>();
        switch (event.event()) {
            case StatementRecorded recorded -> {
                same(recorded.statement().statementId(), envelope.stream().subject());
                touch(
                        touched,
                        RecordKey.statement(envelope.stream().subject()),
                        history(RecordKey.statement(envelope.stream().subject()))
                                .recorded(
                                        envelope.streamVersion(),
                                        envelope.id(),
                                        envelope.recordedTime(),
                                        event.data()));
            }
            case MeetingReported reported -> report(event, reported.report(), touched);
            case RecordCorrected corrected -> {
                var key = target(event, corrected.target());
                touch(
                        touched,
                        key,
                        history(key)
                                .corrected(
                                        envelope.streamVersion(), envelope.id(), envelope.recordedTime(), corrected));
            }
            case RecordRetracted retracted -> {
                var key = target(event, retracted.target());
                touch(
                        touched,
                        key,
                        history(key)
                                .retracted(new Retraction(
                                        envelope.id(),
                                        envelope.recordedTime(),
                                        envelope.time(),
                                        retracted.reason(),
                                        retracted.by())));
            }
            case RecordsLinked linked -> link(envelope, linked, touched);
            default -> throw unexpected(event);
        }
        happenings.add(new Happening(event, cause(event), List.copyOf(touched)));
    }

    private void report(FeedRecord event, MeetingReport report, List<Happening.Touched> touched) {
        var envelope = event.envelope();
        same(report.meetingId(), envelope.stream().subject());
        var key = RecordKey.report(report.reportId());
        var recorded =
                history(key).recorded(envelope.streamVersion(), envelope.id(), envelope.recordedTime(), event.data());
        var meetingLink = history(RecordKey.meeting(report.meetingId())).link();
        reportsOf.computeIfPresent(report.meetingId(), (_, reports) -> {
            var more = new ArrayList<>(reports);
            more.add(key);
            return more;
        });
        touch(touched, key, meetingLink == null ? recorded : recorded.linked(meetingLink));
    }

    private void link(Envelope envelope, RecordsLinked linked, List<Happening.Touched> touched) {
        var link = new Link(linked.canonical(), envelope.id(), envelope.recordedTime());
        for (var key : duplicates(linked)) {
            touch(touched, key, history(key).linked(link));
            if (key.kind() == RecordKey.Kind.MEETING) {
                for (var report : reportsOf.getOrDefault(key.id(), List.of())) {
                    touch(touched, report, history(report).linked(link));
                }
            }
        }
    }

    private void touch(List<Happening.Touched> touched, RecordKey key, RecordHistory after) {
        var before = history(key);
        histories.put(key, after);
        touched.add(new Happening.Touched(key, before, after));
    }

    private RecordHistory history(RecordKey key) {
        var history = histories.get(key);
        if (history == null) {
            throw new IllegalStateException("a record that was not locked");
        }
        return history;
    }

    private static void same(String id, String subject) {
        if (!id.equals(subject)) {
            throw new MalformedEvent("a record in the stream of another one");
        }
    }

    private static void target(FeedRecord event, String target, SortedSet<RecordKey> keys) {
        keys.add(target(event, target));
        var stream = event.envelope().stream();
        if (stream.kind() == StreamKind.MEETING) {
            keys.add(RecordKey.meeting(stream.subject()));
        }
    }

    private static RecordKey target(FeedRecord event, String target) {
        var stream = event.envelope().stream();
        if (stream.kind() == StreamKind.MEETING) {
            return RecordKey.report(target);
        }
        same(target, stream.subject());
        return RecordKey.statement(target);
    }

    private static List<RecordKey> duplicates(RecordsLinked linked) {
        return linked.duplicates().stream()
                .map(linked.relation() == LinkRelation.SAME_MEETING ? RecordKey::meeting : RecordKey::statement)
                .toList();
    }

    private static Cause cause(FeedRecord event) {
        var envelope = event.envelope();
        return switch (event.event()) {
            case RecordCorrected corrected ->
                cause(envelope, corrected.target(), corrected.reason().name(), corrected.by());
            case RecordRetracted retracted ->
                cause(envelope, retracted.target(), retracted.reason().name(), retracted.by());
            case MeetingReported reported -> cause(envelope, reported.report().reportId(), null, null);
            default -> cause(envelope, envelope.stream().subject(), null, null);
        };
    }

    private static Cause cause(Envelope envelope, String target, @Nullable String reason, @Nullable String by) {
        return new Cause(envelope.id(), envelope.type(), target, envelope.recordedTime(), reason, by);
    }

    private static MalformedEvent unexpected(FeedRecord event) {
        return new MalformedEvent("an event of a type that has no place on this topic: "
                + event.envelope().type());
    }
}
