package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.timeline.position.NoticeRef;
import org.diplofeed.timeline.position.ShiftRef;
import org.diplofeed.timeline.projection.Tiding.Noticed;
import org.diplofeed.timeline.projection.Tiding.Shifted;

/** Tables {@code standing_shift} and {@code standing_notice}: what stands by the fold, told or not. */
final class StandingStore {
    /** A row of {@code standing_shift}. */
    record ShiftRow(PositionKey key, ShiftRef shift) {}

    static final List<Sql.Column<ShiftRow>> SHIFT = List.of(
            text(row -> row.key().holder()),
            text(row -> row.key().issueId()),
            text(row -> row.shift().classification().name()),
            text(row -> row.shift().confirmedBy()));

    /** The table of notices and its columns, as they stand in a COPY. */
    static final String NOTICES = "standing_notice (notice_id, kind, subject_kind, subject, statement_id)";

    static final List<Sql.Column<Noticed>> NOTICE = List.of(
            text(Noticed::noticeId),
            text(notice -> notice.kind().name()),
            text(notice -> ToldStore.subjectKind(notice.stream().kind())),
            text(notice -> notice.stream().subject()),
            text(Noticed::statementId));

    private StandingStore() {}

    /** Keeps what a batch made stand and fall, whose last word counts. */
    static void save(Connection connection, List<Tiding> tidings) throws SQLException {
        var shifts = new LinkedHashMap<ShiftRow, Boolean>();
        var notices = new LinkedHashMap<String, Noticed>();
        for (var tiding : Tiding.sorted(tidings)) {
            switch (tiding) {
                case Shifted shifted ->
                    shifts.put(
                            new ShiftRow(shifted.key(), shifted.ref()), shifted.change() == RevisionChange.CONFIRMED);
                case Noticed noticed -> notices.put(noticed.noticeId(), noticed);
            }
        }
        Sql.write(connection, """
                delete from standing_shift s
                 using unnest(?::text[], ?::text[], ?::text[], ?::text[]) n (holder, issue_id, class, confirmed_by)
                 where s.holder = n.holder and s.issue_id = n.issue_id and s.class = n.class
                   and s.confirmed_by = n.confirmed_by
                """, of(shifts, false), SHIFT);
        Sql.write(connection, """
                insert into standing_shift (holder, issue_id, class, confirmed_by)
                select holder, issue_id, class, confirmed_by
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[]) n (holder, issue_id, class, confirmed_by)
                on conflict do nothing
                """, of(shifts, true), SHIFT);
        Sql.write(
                connection,
                "delete from standing_notice s using unnest(?::text[]) n (id) where s.notice_id = n.id",
                notices.values().stream()
                        .filter(notice -> notice.status() == NoticeStatus.CLOSED)
                        .toList(),
                List.of(text(Noticed::noticeId)));
        Sql.write(
                connection,
                """
                insert into standing_notice (notice_id, kind, subject_kind, subject, statement_id)
                select notice_id, kind, subject_kind, subject, statement_id
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (notice_id, kind, subject_kind, subject, statement_id)
                on conflict do nothing
                """,
                notices.values().stream()
                        .filter(notice -> notice.status() == NoticeStatus.RAISED)
                        .toList(),
                NOTICE);
    }

    /** The notices of positions that stand. */
    static Map<PositionKey, Set<NoticeRef>> open(Connection connection, Set<PositionKey> keys) throws SQLException {
        var open = new HashMap<PositionKey, Set<NoticeRef>>();
        Sql.read(
                        connection,
                        """
                        select n.holder, n.issue_id, s.kind, s.statement_id
                          from standing_notice s join unnest(?::text[], ?::text[]) n (holder, issue_id)
                            on s.subject_kind = 'POSITION' and s.subject = n.holder || '|' || n.issue_id
                        """,
                        keys,
                        List.of(text(PositionKey::holder), text(PositionKey::issueId)),
                        row -> Map.entry(
                                new PositionKey(row.getString("holder"), row.getString("issue_id")),
                                new NoticeRef(
                                        row.getString("statement_id"), NoticeKind.valueOf(row.getString("kind")))))
                .forEach(entry -> open.computeIfAbsent(entry.getKey(), _ -> new TreeSet<>())
                        .add(entry.getValue()));
        return open;
    }

    private static List<ShiftRow> of(Map<ShiftRow, Boolean> shifts, boolean standing) {
        var rows = new ArrayList<ShiftRow>();
        shifts.forEach((shift, stands) -> {
            if (stands == standing) {
                rows.add(shift);
            }
        });
        return rows;
    }
}
