package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.Cause;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.StreamKind;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.FoldShift;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.ShiftRef;
import org.jspecify.annotations.Nullable;

/**
 * How what stands in a generation differs from what was told and stands: what would have to be told if it became live.
 * A shift of a position that is another one in the live generation is told as an alert, or taken back as one; of others
 * only the past is another.
 *
 * @param shifts that would come, and that would go, by position and what confirmed them
 * @param notices that would be raised or closed, by id
 */
public record Differences(List<ShiftDifference> shifts, List<NoticeDifference> notices) {
    /**
     * A shift that would come or go.
     *
     * @param occurrence of one that would go: as which it was told
     * @param current whether the current position is another for it
     * @param alerted of one that would go: whether it had been told as an alert
     */
    public record ShiftDifference(
            RevisionChange change, PositionKey key, ShiftRef ref, int occurrence, boolean current, boolean alerted) {}

    /** A notice that would be raised or closed. */
    public record NoticeDifference(
            NoticeStatus status,
            String noticeId,
            NoticeKind kind,
            String subjectKind,
            String subject,
            String statementId) {}

    public Differences {
        shifts = List.copyOf(shifts);
        notices = List.copyOf(notices);
    }

    /**
     * Reads them, in the connection's snapshot.
     *
     * @param schema of the generation
     * @param live the schema of the live one
     */
    public static Differences read(Connection connection, String schema, String live) throws SQLException {
        var shifts = new ArrayList<ShiftDifference>();
        try (var select = connection.prepareStatement("""
            with different as (
                select 'CONFIRMED' as change, s.holder, s.issue_id, s.class, s.confirmed_by, 0 as occurrence,
                       false as alerted
                  from %1$s.standing_shift s
                 where not exists (select from public.shift t
                                    where t.known_to is null and t.holder = s.holder and t.issue_id = s.issue_id
                                      and t.confirmed_by = s.confirmed_by and t.class = s.class)
                union all
                select 'VANISHED', t.holder, t.issue_id, t.class, t.confirmed_by, t.occurrence, t.alerted
                  from public.shift t
                 where t.known_to is null
                   and not exists (select from %1$s.standing_shift s
                                    where t.holder = s.holder and t.issue_id = s.issue_id
                                      and t.confirmed_by = s.confirmed_by and t.class = s.class))
            select d.*, (l.stance, l.firmness, l.conditions) is distinct from (g.stance, g.firmness, g.conditions)
                        as moved
              from different d
              left join %2$s.position l on l.holder = d.holder and l.issue_id = d.issue_id
              left join %1$s.position g on g.holder = d.holder and g.issue_id = d.issue_id
             order by d.change, d.holder, d.issue_id, d.confirmed_by collate "C", d.class
            """.formatted(schema, live));
                var rows = select.executeQuery()) {
            while (rows.next()) {
                shifts.add(new ShiftDifference(
                        RevisionChange.valueOf(rows.getString("change")),
                        new PositionKey(rows.getString("holder"), rows.getString("issue_id")),
                        new ShiftRef(rows.getString("confirmed_by"), ShiftClass.valueOf(rows.getString("class"))),
                        rows.getInt("occurrence"),
                        rows.getBoolean("moved"),
                        rows.getBoolean("alerted")));
            }
        }
        var notices = new ArrayList<NoticeDifference>();
        try (var select = connection.prepareStatement("""
            select 'RAISED' as status, s.notice_id, s.kind, s.subject_kind, s.subject, s.statement_id
              from %1$s.standing_notice s
             where not exists (select from public.notice t where t.known_to is null and t.notice_id = s.notice_id)
            union all
            select 'CLOSED', t.notice_id, t.kind, t.subject_kind, t.subject, t.statement_id
              from public.notice t
             where t.known_to is null
               and not exists (select from %1$s.standing_notice s where t.notice_id = s.notice_id)
             order by 1, 2
            """.formatted(schema));
                var rows = select.executeQuery()) {
            while (rows.next()) {
                notices.add(new NoticeDifference(
                        NoticeStatus.valueOf(rows.getString("status")),
                        rows.getString("notice_id"),
                        NoticeKind.valueOf(rows.getString("kind")),
                        rows.getString("subject_kind"),
                        rows.getString("subject"),
                        rows.getString("statement_id")));
            }
        }
        return new Differences(shifts, notices);
    }

    /** Whether nothing would have to be told. */
    public boolean none() {
        return shifts.isEmpty() && notices.isEmpty();
    }

    /** The same for the same differences: what an approval names. */
    public String digest() {
        var parts = new ArrayList<String>();
        shifts.forEach(shift -> parts.add(shift.toString()));
        notices.forEach(notice -> parts.add(notice.toString()));
        return DerivedId.of(parts.toArray(String[]::new));
    }

    /**
     * Tells them, or keeps them without a word.
     *
     * @param connection where the generation's tables are found
     * @param topic where derived events go
     * @param rules of the generation
     * @param at since when they are known
     */
    public void tell(Connection connection, String topic, Rules rules, boolean aloud, Cause cause, Instant at)
            throws SQLException {
        var tidings = new ArrayList<Tiding>(confirmed(connection, rules, at));
        for (var shift : shifts) {
            if (shift.change() == RevisionChange.VANISHED) {
                tidings.add(tiding(shift, shift.occurrence(), null, at));
            }
        }
        notices.forEach(notice -> tidings.add(tiding(notice, at)));
        new Telling(topic, rules, aloud)
                .tell(
                        connection,
                        tidings,
                        List.of(new Telling.Occasion(cause, cause.eventId(), null)),
                        new EvidenceSource(Map.of(), List.of(), new Documented()));
    }

    private List<Tiding> confirmed(Connection connection, Rules rules, Instant at) throws SQLException {
        var gained = shifts.stream()
                .filter(shift -> shift.change() == RevisionChange.CONFIRMED)
                .toList();
        var keys = new TreeSet<PositionKey>();
        gained.forEach(shift -> keys.add(shift.key()));
        var told = PositionStore.shifts(connection, keys);
        var folds = new HashMap<PositionKey, Map<ShiftRef, FoldShift>>();
        PositionStore.counting(connection, keys, Set.of()).forEach((key, entries) -> {
            var byRef = new HashMap<ShiftRef, FoldShift>();
            Fold.of(entries, rules).shifts().forEach(shift -> byRef.put(shift.id(), shift));
            folds.put(key, byRef);
        });
        var tidings = new ArrayList<Tiding>();
        for (var shift : gained) {
            var before = told.getOrDefault(shift.key(), Map.of()).get(shift.ref());
            var fold = folds.getOrDefault(shift.key(), Map.of()).get(shift.ref());
            tidings.add(tiding(
                    shift,
                    before == null ? 1 : before.occurrence() + 1,
                    requireNonNull(fold, "a shift that stands is in the fold"),
                    at));
        }
        return tidings;
    }

    private static Tiding tiding(ShiftDifference shift, int occurrence, @Nullable FoldShift fold, Instant at) {
        return new Tiding.Shifted(
                0, shift.key(), shift.change(), shift.ref(), fold, occurrence, shift.current(), shift.alerted(), at);
    }

    private static Tiding tiding(NoticeDifference notice, Instant at) {
        int bar = notice.subject().indexOf('|');
        var stream = switch (notice.subjectKind()) {
            case "POSITION" -> StreamKind.POSITION;
            case "MEETING" -> StreamKind.MEETING_NOTICES;
            case "CLAIM" -> StreamKind.CLAIM_NOTICES;
            case "DOCUMENT" -> StreamKind.DOCUMENT_NOTICES;
            default -> throw new IllegalStateException("a notice of something unknown");
        };
        return new Tiding.Noticed(
                0,
                stream.of(notice.subject()),
                stream == StreamKind.POSITION
                        ? new PositionKey(
                                notice.subject().substring(0, bar),
                                notice.subject().substring(bar + 1))
                        : null,
                notice.kind(),
                notice.statementId(),
                notice.status(),
                false,
                at);
    }
}
