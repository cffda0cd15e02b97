package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.NoticeRef;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Standing;
import org.diplofeed.timeline.projection.KeyedRows.Keyed;
import org.jspecify.annotations.Nullable;

/**
 * Folds positions whose entries were copied, all of which count. One position is in memory at a time, and of its
 * entries those of one moment.
 */
public final class PositionFolding implements Folding {
    /** After so many steps the evidence that is not kept is dropped: what is affirmed for years stays small. */
    private static final int KEEP_EACH = 64;

    private static final String QUERY = """
            select holder, issue_id, entry, body, known_from from position_entry
             where ?::text[] is null or array[holder, issue_id] > ?::text[] collate "C"
             order by holder, issue_id, valid_from
            """;

    private final Rules rules;

    /** @param rules of the generation */
    public PositionFolding(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String what() {
        return "POSITION";
    }

    @Override
    public String countQuery() {
        return "select count(*) from position_entry";
    }

    @Override
    public void fold(Connection reader, @Nullable List<String> after, int most, Sink sink) throws SQLException {
        var part = new Part();
        try (var rows = KeyedRows.open(
                reader,
                QUERY,
                after,
                row -> new Keyed<>(
                        List.of(row.getString(1), row.getString(2)),
                        new Known(
                                EntryJson.read(row.getString(3), row.getString(4)),
                                requireNonNull(Sql.time(row, "known_from")))))) {
            var one = new One(new PositionKey("", ""));
            for (var next = rows.next(); next != null; next = rows.next()) {
                var key = new PositionKey(next.key().get(0), next.key().get(1));
                if (!key.equals(one.key)) {
                    one.end(part);
                    if (part.entries >= most) {
                        sink.take(part, part.last(), part.entries);
                        part = new Part();
                    }
                    one = new One(key);
                }
                one.add(next.value());
                part.entries++;
            }
            one.end(part);
        }
        sink.take(part, part.last(), part.entries);
    }

    private record Known(Entry entry, Instant knownFrom) {}

    /** One position while its entries pass by. */
    private final class One {
        private final PositionKey key;
        private final TreeSet<Entry> moment = new TreeSet<>(Entry.ORDER);
        private final TreeSet<NoticeRef> notices = new TreeSet<>();
        private final List<StandingStore.ShiftRow> shifts = new ArrayList<>();
        private Standing standing = Standing.NOTHING;
        private PositionLedger.@Nullable Mark last;
        private @Nullable Extent extent;
        private int steps;

        One(PositionKey key) {
            this.key = key;
        }

        void add(Known known) {
            var reach = Extent.of(known.knownFrom(), known.entry().at(), known.knownFrom(), null);
            extent = extent == null ? reach : extent.and(reach);
            if (!moment.isEmpty() && moment.first().at().isBefore(known.entry().at())) {
                step();
            }
            moment.add(known.entry());
        }

        private void step() {
            for (var entry : moment) {
                var step = standing.next(entry, rules);
                standing = step.after();
                last = PositionLedger.Mark.of(entry);
                notices.addAll(step.notices());
                if (step.shift() != null) {
                    shifts.add(new StandingStore.ShiftRow(key, step.shift().id()));
                }
                if (++steps % KEEP_EACH == 0) {
                    standing = FoldJson.State.kept(standing, last).standing();
                }
            }
            moment.clear();
        }

        void end(Part part) {
            if (extent != null) {
                step();
                part.positions.add(PositionLedger.folded(key, rules, standing, last, extent));
                part.shifts.addAll(shifts);
                for (var notice : notices) {
                    var noticed = new Tiding.Noticed(
                            0,
                            Telling.stream(notice.kind(), key.subject()),
                            key,
                            notice.kind(),
                            notice.statementId(),
                            NoticeStatus.RAISED,
                            false,
                            extent.updated());
                    part.notices.put(noticed.noticeId(), noticed);
                }
            }
        }
    }

    private static final class Part implements Folded {
        private final List<PositionLedger> positions = new ArrayList<>();
        private final List<StandingStore.ShiftRow> shifts = new ArrayList<>();
        private final Map<String, Tiding.Noticed> notices = new LinkedHashMap<>();
        private long entries;

        @Nullable
        List<String> last() {
            if (positions.isEmpty()) {
                return null;
            }
            var key = positions.getLast().key();
            return List.of(key.holder(), key.issueId());
        }

        @Override
        public void copy(Connection connection) throws SQLException {
            Sql.copy(connection, """
                    position (holder, issue_id, stance, firmness, conditions, status, since, since_at, points, state,
                    updated, last_at, first_known)
                    """, positions, PositionStore.POSITION);
            Sql.copy(connection, "standing_shift (holder, issue_id, class, confirmed_by)", shifts, StandingStore.SHIFT);
            Sql.copy(connection, StandingStore.NOTICES, notices.values(), StandingStore.NOTICE);
        }
    }
}
