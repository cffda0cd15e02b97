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
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.timeline.meeting.Meeting;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/** What a batch does to meetings, event by event. Runs before the batch's records are saved. */
final class MeetingChanges {
    private record Row(
            String meetingId,
            @Nullable Meeting meeting,
            @Nullable Instant validFrom,
            Extent extent) {
        @Nullable
        String phase() {
            return meeting == null || meeting.phase() == null
                    ? null
                    : meeting.phase().name();
        }
    }

    private final Documented documented;
    private final SortedMap<String, Extent> extents = new TreeMap<>();

    private MeetingChanges(Documented documented) {
        this.documented = documented;
    }

    /** Applies a batch to the meetings that it touches, which are locked, and saves them. */
    static List<Tiding> apply(Connection connection, List<Happening> happenings, Documented documented)
            throws SQLException {
        return new MeetingChanges(documented).apply(connection, happenings);
    }

    private List<Tiding> apply(Connection connection, List<Happening> happenings) throws SQLException {
        var meetings = standing(connection, happenings);
        var tidings = new ArrayList<Tiding>();
        for (int at = 0; at < happenings.size(); at++) {
            change(at, happenings.get(at), meetings, tidings);
        }
        save(connection, meetings);
        return tidings;
    }

    /**
     * What an event makes of the meetings that it touches, of however many reports: told by what it made in the end.
     */
    private void change(
            int at,
            Happening happening,
            SortedMap<String, SortedMap<String, MeetingReport>> meetings,
            List<Tiding> tidings) {
        var knownFrom = happening.cause().recordedTime();
        var before = new TreeMap<String, Optional<String>>();
        for (var touched : happening.touched()) {
            if (touched.key().kind() == RecordKey.Kind.REPORT) {
                var id = meetingId(touched.after());
                var reports = reports(meetings, id);
                before.computeIfAbsent(id, _ -> disputedBy(reports));
                touched.after()
                        .standing()
                        .forEach(standing -> extents.merge(id, extent(knownFrom, standing), Extent::and));
                standing(touched.after())
                        .ifPresentOrElse(
                                report -> reports.put(report.reportId(), report),
                                () -> reports.remove(touched.key().id()));
            }
        }
        before.forEach((id, was) -> {
            var is = disputedBy(reports(meetings, id));
            if (!was.equals(is)) {
                was.ifPresent(report -> tidings.add(notice(at, id, report, NoticeStatus.CLOSED, knownFrom)));
                is.ifPresent(report -> tidings.add(notice(at, id, report, NoticeStatus.RAISED, knownFrom)));
            }
        });
    }

    private static SortedMap<String, MeetingReport> reports(
            SortedMap<String, SortedMap<String, MeetingReport>> meetings, String id) {
        var reports = meetings.get(id);
        if (reports == null) {
            throw new IllegalStateException("a meeting that was not loaded");
        }
        return reports;
    }

    private Extent extent(String meetingId) {
        var extent = extents.get(meetingId);
        if (extent == null) {
            throw new IllegalStateException("a meeting that no event touched");
        }
        return extent;
    }

    private Extent extent(Instant recorded, Standing standing) {
        var withdrawal = standing.withdrawal();
        var at = documented.report(standing.revision().data()).occurred().start();
        return Extent.of(recorded, at, standing.knownFrom(), standing.knownTo())
                .until(withdrawal == null ? null : withdrawal.at());
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

    private String meetingId(RecordHistory history) {
        return documented.report(history.revisions().getFirst().data()).meetingId();
    }

    /** A report as far as it stands; one that its reporter withdrew does not. */
    private Optional<MeetingReport> standing(RecordHistory history) {
        return history.standing().stream()
                .filter(Standing::counts)
                .filter(standing -> standing.withdrawal() == null)
                .findFirst()
                .map(standing -> documented.report(standing.revision().data()))
                .filter(report -> !Facets.restricted(report));
    }

    private SortedMap<String, SortedMap<String, MeetingReport>> standing(
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

    private void save(Connection connection, SortedMap<String, SortedMap<String, MeetingReport>> meetings)
            throws SQLException {
        var rows = new ArrayList<Row>();
        meetings.forEach((id, reports) -> {
            var standing = List.copyOf(reports.values());
            var meeting = Meeting.derive(id, standing).orElse(null);
            rows.add(new Row(id, meeting, meeting == null ? null : meeting.begins(standing), extent(id)));
        });
        Sql.write(
                connection,
                """
                insert into meeting as m (meeting_id, phase, agreement, valid_from, participants, unconfirmed, data,
                       updated, last_at, first_known)
                select meeting_id, phase, agreement, valid_from::timestamptz, participants::text[], unconfirmed::text[],
                       data, updated::timestamptz, last_at::timestamptz, first_known::timestamptz
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::text[], ?::text[])
                       n (meeting_id, phase, agreement, valid_from, participants, unconfirmed, data, updated, last_at,
                          first_known)
                on conflict (meeting_id) do update set
                       phase = excluded.phase, agreement = excluded.agreement, valid_from = excluded.valid_from,
                       participants = excluded.participants, unconfirmed = excluded.unconfirmed, data = excluded.data,
                       updated = greatest(m.updated, excluded.updated), last_at = greatest(m.last_at, excluded.last_at),
                       first_known = least(m.first_known, excluded.first_known)
                """,
                rows,
                List.of(
                        text(Row::meetingId),
                        text(Row::phase),
                        text(row -> row.meeting() == null
                                ? null
                                : row.meeting().agreement().name()),
                        time(Row::validFrom),
                        texts(row -> row.meeting() == null
                                ? List.of()
                                : row.meeting().takingPart()),
                        texts(row -> row.meeting() == null
                                ? List.of()
                                : row.meeting().unconfirmedBy()),
                        text(row -> row.meeting() == null ? null : FoldJson.text(row.meeting())),
                        time(row -> row.extent().updated()),
                        time(row -> row.extent().lastAt()),
                        time(row -> row.extent().firstKnown())));
    }
}
