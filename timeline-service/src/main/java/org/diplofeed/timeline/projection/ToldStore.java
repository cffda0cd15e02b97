package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.flag;
import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.Shift;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.jspecify.annotations.Nullable;

/** Tables {@code shift} and {@code notice}: all that was ever told, as it was told. */
final class ToldStore {
    /** A new row of {@code shift}. */
    record ShiftRow(
            Shift shift,
            boolean alerted,
            String causeId,
            Instant knownFrom,
            @Nullable Instant knownTo) {
        ShiftRow until(Instant time) {
            return new ShiftRow(shift, alerted, causeId, knownFrom, later(knownFrom, time));
        }
    }

    /** A new row of {@code notice}. */
    record NoticeRow(
            String noticeId,
            String kind,
            StreamId stream,
            String statementId,
            String data,
            Instant knownFrom,
            @Nullable Instant knownTo) {
        NoticeRow until(Instant time) {
            return new NoticeRow(noticeId, kind, stream, statementId, data, knownFrom, later(knownFrom, time));
        }
    }

    private record End(String id, Instant time) {}

    private final Map<String, ShiftRow> newShifts = new LinkedHashMap<>();
    private final Map<String, NoticeRow> newNotices = new LinkedHashMap<>();
    private final Map<String, Instant> endedShifts = new LinkedHashMap<>();
    private final Map<String, Instant> endedNotices = new LinkedHashMap<>();
    private final Map<String, String> told = new HashMap<>();

    /** Reads shifts and notices that were told before the batch. */
    void load(Connection connection, Collection<String> ids) throws SQLException {
        Sql.read(
                        connection,
                        """
                        select s.shift_id as id, s.data from shift s join unnest(?::text[]) n (id) on s.shift_id = n.id
                        """,
                        ids,
                        List.of(text(id -> id)),
                        row -> Map.entry(row.getString("id"), row.getString("data")))
                .forEach(entry -> told.put(entry.getKey(), entry.getValue()));
        Sql.read(
                        connection,
                        """
                        select t.notice_id as id, t.data
                          from notice t join unnest(?::text[]) n (id) on t.notice_id = n.id order by t.known_from
                        """,
                        ids,
                        List.of(text(id -> id)),
                        row -> Map.entry(row.getString("id"), row.getString("data")))
                .forEach(entry -> told.put(entry.getKey(), entry.getValue()));
    }

    /** The statements that shifts quote which were told before the batch. */
    Set<String> quotedBy(Collection<String> shiftIds) {
        var statements = new TreeSet<String>();
        for (var id : shiftIds) {
            var shift = shift(id);
            if (shift != null) {
                shift.beforeEvidence().forEach(item -> statements.add(item.statementId()));
                shift.evidence().forEach(item -> statements.add(item.statementId()));
            }
        }
        return statements;
    }

    void begin(ShiftRow row) {
        newShifts.put(row.shift().shiftId(), row);
    }

    void begin(NoticeRow row) {
        newNotices.put(row.noticeId() + " " + row.knownFrom(), row);
        told.put(row.noticeId(), row.data());
    }

    void endShift(String shiftId, Instant time) {
        if (newShifts.computeIfPresent(shiftId, (_, row) -> row.until(time)) == null) {
            endedShifts.put(shiftId, time);
        }
    }

    void endNotice(String noticeId, Instant time) {
        boolean ended = false;
        for (var entry : newNotices.entrySet()) {
            if (entry.getValue().noticeId().equals(noticeId) && entry.getValue().knownTo() == null) {
                entry.setValue(entry.getValue().until(time));
                ended = true;
            }
        }
        if (!ended) {
            endedNotices.put(noticeId, time);
        }
    }

    /** A shift as it was told; null if it never was. */
    @Nullable
    Shift shift(String shiftId) {
        var row = newShifts.get(shiftId);
        if (row != null) {
            return row.shift();
        }
        var data = told.get(shiftId);
        return data == null ? null : FoldJson.read(data, Shift.class);
    }

    /** The data of a notice as it was told; null if it never was. */
    @Nullable
    String notice(String noticeId) {
        return told.get(noticeId);
    }

    void save(Connection connection) throws SQLException {
        end(
                connection,
                "update shift t set known_to = greatest(t.known_from, n.ended::timestamptz)",
                "shift_id",
                endedShifts);
        end(
                connection,
                "update notice t set known_to = greatest(t.known_from, n.ended::timestamptz)",
                "notice_id",
                endedNotices);
        Sql.write(
                connection,
                """
                insert into shift (shift_id, holder, issue_id, class, confirmed_by, occurrence, valid_from, alerted,
                                   known_from, known_to, cause_id, data)
                select shift_id, holder, issue_id, class, confirmed_by, occurrence, valid_from::timestamptz, alerted,
                       known_from::timestamptz, known_to::timestamptz, cause_id, data
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                              ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (shift_id, holder, issue_id, class, confirmed_by, occurrence, valid_from, alerted,
                          known_from, known_to, cause_id, data)
                """,
                newShifts.values(),
                List.of(
                        text(row -> row.shift().shiftId()),
                        text(row -> row.shift().holder()),
                        text(row -> row.shift().issueId()),
                        text(row -> row.shift().classification().name()),
                        text(row -> row.shift().confirmedBy()),
                        number(row -> (long) row.shift().occurrence()),
                        time(row -> row.shift().at().start()),
                        flag(ShiftRow::alerted),
                        time(ShiftRow::knownFrom),
                        time(ShiftRow::knownTo),
                        text(ShiftRow::causeId),
                        text(row -> FoldJson.text(row.shift()))));
        Sql.write(
                connection,
                """
                insert into notice (notice_id, kind, subject_kind, subject, statement_id, known_from, known_to, data)
                select notice_id, kind, subject_kind, subject, statement_id, known_from::timestamptz,
                       known_to::timestamptz, data
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (notice_id, kind, subject_kind, subject, statement_id, known_from, known_to, data)
                on conflict (notice_id, known_from) do update set known_to = excluded.known_to
                """,
                newNotices.values(),
                List.of(
                        text(NoticeRow::noticeId),
                        text(NoticeRow::kind),
                        text(row -> subjectKind(row.stream().kind())),
                        text(row -> row.stream().subject()),
                        text(NoticeRow::statementId),
                        time(NoticeRow::knownFrom),
                        time(NoticeRow::knownTo),
                        text(NoticeRow::data)));
    }

    static String subjectKind(StreamKind kind) {
        return switch (kind) {
            case POSITION -> "POSITION";
            case MEETING_NOTICES -> "MEETING";
            case CLAIM_NOTICES -> "CLAIM";
            case DOCUMENT_NOTICES -> "DOCUMENT";
            case ACTOR, ISSUE, CLAIM, STATEMENT, MEETING ->
                throw new IllegalArgumentException("nothing is told on streams of records");
        };
    }

    private static void end(Connection connection, String update, String id, Map<String, Instant> ended)
            throws SQLException {
        Sql.write(
                connection,
                update + " from unnest(?::text[], ?::text[]) n (id, ended) where t.known_to is null and t." + id
                        + " = n.id",
                ended.entrySet().stream()
                        .map(entry -> new End(entry.getKey(), entry.getValue()))
                        .toList(),
                List.of(text(End::id), time(End::time)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
