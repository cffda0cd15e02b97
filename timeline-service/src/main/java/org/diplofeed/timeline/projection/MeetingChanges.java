package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.Participant;
import org.diplofeed.timeline.meeting.Meeting;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/** What a batch does to meetings, event by event. Runs before the batch's records are saved. */
final class MeetingChanges {
    private record Row(
            String meetingId,
            @Nullable Meeting meeting,
            @Nullable Instant earliest) {
        @Nullable
        String phase() {
            return meeting == null || meeting.phase() == null
                    ? null
                    : meeting.phase().name();
        }

        @Nullable
        Instant validFrom() {
            return meeting == null || meeting.date() == null
                    ? earliest
                    : meeting.date().start();
        }

        List<String> participants() {
            var names = new TreeSet<String>();
            if (meeting != null) {
                meeting.participants().stream().map(Participant::actorId).forEach(names::add);
                meeting.participants().stream().map(Participant::side).forEach(names::add);
            }
            return List.copyOf(names);
        }
    }

    private MeetingChanges() {}

    /** Applies a batch to the meetings that it touches, which are locked, and saves them. */
    static List<Tiding> apply(Connection connection, List<Happening> happenings) throws SQLException {
        var meetings = standing(connection, happenings);
        var tidings = new ArrayList<Tiding>();
        for (int at = 0; at < happenings.size(); at++) {
            for (var touched : happenings.get(at).touched()) {
                if (touched.key().kind() == RecordKey.Kind.REPORT) {
                    touch(at, happenings.get(at).cause().recordedTime(), touched, meetings, tidings);
                }
            }
        }
        save(connection, meetings);
        return tidings;
    }

    private static void touch(
            int at,
            Instant knownFrom,
            Happening.Touched touched,
            SortedMap<String, SortedMap<String, MeetingReport>> meetings,
            List<Tiding> tidings) {
        var id = meetingId(touched.after());
        var reports = meetings.get(id);
        if (reports == null) {
            throw new IllegalStateException("a meeting that was not loaded");
        }
        var before = disputedBy(reports);
        standing(touched.after())
                .ifPresentOrElse(
                        report -> reports.put(report.reportId(), report),
                        () -> reports.remove(touched.key().id()));
        var after = disputedBy(reports);
        if (!before.equals(after)) {
            before.ifPresent(report -> tidings.add(notice(at, id, report, NoticeStatus.CLOSED, knownFrom)));
            after.ifPresent(report -> tidings.add(notice(at, id, report, NoticeStatus.RAISED, knownFrom)));
        }
    }

    private static Tiding notice(int at, String meetingId, String reportId, NoticeStatus status, Instant knownFrom) {
        return new Tiding.Noticed(
                at,
                Telling.stream(NoticeKind.MEETING_DISPUTED, meetingId),
                null,
                NoticeKind.MEETING_DISPUTED,
                reportId,
                status,
                false,
                knownFrom);
    }

    private static Optional<String> disputedBy(SortedMap<String, MeetingReport> reports) {
        return Meeting.disputedBy(List.copyOf(reports.values()));
    }

    private static String meetingId(RecordHistory history) {
        return Documented.report(history.revisions().getFirst().data()).meetingId();
    }

    /** A report as far as it stands; one that its reporter withdrew does not. */
    private static Optional<MeetingReport> standing(RecordHistory history) {
        return history.standing().stream()
                .filter(Standing::counts)
                .filter(standing -> standing.withdrawal() == null)
                .findFirst()
                .map(standing -> Documented.report(standing.revision().data()))
                .filter(report -> !Facets.of(report).restricted());
    }

    private static SortedMap<String, SortedMap<String, MeetingReport>> standing(
            Connection connection, List<Happening> happenings) throws SQLException {
        var meetings = new TreeMap<String, SortedMap<String, MeetingReport>>();
        for (var happening : happenings) {
            for (var touched : happening.touched()) {
                if (touched.key().kind() == RecordKey.Kind.REPORT) {
                    meetings.put(meetingId(touched.after()), new TreeMap<>());
                }
            }
        }
        Sql.read(
                        connection,
                        """
                        select r.data from record_revision r
                          join unnest(?::text[]) n (meeting_id) on r.meeting_id = n.meeting_id
                          join record h on h.kind = r.kind and h.id = r.id
                         where r.known_to is null and h.withdrawn_event is null and not r.restricted
                        """,
                        meetings.keySet(),
                        List.of(text(id -> id)),
                        row -> FoldJson.read(row.getString(1), MeetingReport.class))
                .forEach(report -> meetings.computeIfAbsent(report.meetingId(), _ -> new TreeMap<>())
                        .put(report.reportId(), report));
        return meetings;
    }

    private static void save(Connection connection, SortedMap<String, SortedMap<String, MeetingReport>> meetings)
            throws SQLException {
        var rows = new ArrayList<Row>();
        meetings.forEach((id, reports) -> rows.add(new Row(
                id,
                Meeting.derive(id, List.copyOf(reports.values())).orElse(null),
                reports.values().stream()
                        .map(report -> report.occurred().start())
                        .min(Instant::compareTo)
                        .orElse(null))));
        Sql.write(
                connection,
                """
                insert into meeting (meeting_id, phase, agreement, valid_from, participants, unconfirmed, data)
                select meeting_id, phase, agreement, valid_from::timestamptz, participants::text[], unconfirmed::text[],
                       data
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (meeting_id, phase, agreement, valid_from, participants, unconfirmed, data)
                on conflict (meeting_id) do update set
                       phase = excluded.phase, agreement = excluded.agreement, valid_from = excluded.valid_from,
                       participants = excluded.participants, unconfirmed = excluded.unconfirmed, data = excluded.data
                """,
                rows,
                List.of(
                        text(Row::meetingId),
                        text(Row::phase),
                        text(row -> row.meeting() == null
                                ? null
                                : row.meeting().agreement().name()),
                        time(Row::validFrom),
                        texts(Row::participants),
                        texts(row -> row.meeting() == null
                                ? List.of()
                                : row.meeting().unconfirmedBy()),
                        text(row -> row.meeting() == null
                                ? null
                                : FoldJson.document(row.meeting()).toString())));
    }
}
