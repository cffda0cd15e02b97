package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.timeline.position.AlertStream;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.FoldShift;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.Documented.EntryRow;
import org.diplofeed.timeline.projection.PositionLedger.Mark;

/** What a batch does to positions, event by event. */
final class PositionChanges {
    /** What one event changes of one position's entries. */
    private record Edit(
            int at, PositionKey key, Set<Entry> removed, Set<Entry> added, Instant recordedTime, Extent extent) {}

    private PositionChanges() {}

    /**
     * Applies a batch to the positions that it touches and saves them. Their locks are what other readers of the log
     * wait for, so all that can be written without them is written before.
     *
     * @param knownBefore the statements of which entries may be stored already
     * @return what is to be told
     */
    static List<Tiding> apply(
            Connection connection,
            List<Happening> happenings,
            Set<String> knownBefore,
            Documented documented,
            Rules rules)
            throws SQLException {
        var rows = new HashMap<String, List<EntryRow>>();
        var edits = edits(happenings, rows, documented);
        PositionStore.saveEntries(
                connection,
                rows.keySet().stream().filter(knownBefore::contains).sorted().toList(),
                rows.values().stream().flatMap(List::stream).toList());
        var keys = edits.stream().map(Edit::key).collect(Collectors.toCollection(TreeSet::new));
        var ledgers = PositionStore.lock(connection, keys, rules);
        var refold = toRefold(ledgers, edits);
        var counting = PositionStore.counting(connection, refold, rows.keySet());
        counted(happenings, documented)
                .forEach((key, entries) ->
                        counting.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(entries));
        refold.forEach(key -> requireNonNull(ledgers.get(key)).load(counting.getOrDefault(key, List.of())));
        var tidings = fold(ledgers, edits);
        PositionStore.save(connection, ledgers.values());
        return tidings;
    }

    /** The entries of the batch's statements that counted before it. */
    private static Map<PositionKey, Set<Entry>> counted(List<Happening> happenings, Documented documented) {
        var counted = new HashMap<PositionKey, Set<Entry>>();
        var seen = new HashSet<RecordKey>();
        for (var happening : happenings) {
            for (var touched : happening.touched()) {
                if (touched.key().kind() == RecordKey.Kind.STATEMENT && seen.add(touched.key())) {
                    Documented.counting(documented.entries(touched.before()))
                            .forEach((key, entries) -> counted.computeIfAbsent(key, _ -> new HashSet<>())
                                    .addAll(entries));
                }
            }
        }
        return counted;
    }

    private static List<Edit> edits(
            List<Happening> happenings, Map<String, List<EntryRow>> rows, Documented documented) {
        var edits = new ArrayList<Edit>();
        for (int at = 0; at < happenings.size(); at++) {
            edit(at, happenings.get(at), rows, documented, edits);
        }
        return edits;
    }

    /**
     * One edit of each position that an event touches, of however many statements: it is told what the event did. A
     * statement that was linked before it was read never counts, and counted between the two by their recordedtimes:
     * its edit changes nothing but how far the position reaches.
     */
    private static void edit(
            int at, Happening happening, Map<String, List<EntryRow>> rows, Documented documented, List<Edit> edits) {
        var before = new HashMap<PositionKey, Set<Entry>>();
        var after = new HashMap<PositionKey, Set<Entry>>();
        var touchedRows = new ArrayList<EntryRow>();
        for (var touched : happening.touched()) {
            if (touched.key().kind() == RecordKey.Kind.STATEMENT) {
                var now = documented.entries(touched.after());
                rows.put(touched.key().id(), now);
                touchedRows.addAll(now);
                join(before, Documented.counting(documented.entries(touched.before())));
                join(after, Documented.counting(now));
            }
        }
        var keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        touchedRows.forEach(row -> keys.add(row.key()));
        for (var key : keys) {
            var removed = new HashSet<>(before.getOrDefault(key, Set.of()));
            var added = new HashSet<>(after.getOrDefault(key, Set.of()));
            removed.removeAll(after.getOrDefault(key, Set.of()));
            added.removeAll(before.getOrDefault(key, Set.of()));
            boolean counted = before.containsKey(key) || after.containsKey(key);
            if (!counted || !removed.isEmpty() || !added.isEmpty()) {
                var recorded = happening.cause().recordedTime();
                edits.add(new Edit(at, key, removed, added, recorded, extent(recorded, key, touchedRows)));
            }
        }
    }

    private static void join(Map<PositionKey, Set<Entry>> all, Map<PositionKey, Set<Entry>> some) {
        some.forEach(
                (key, entries) -> all.computeIfAbsent(key, _ -> new HashSet<>()).addAll(entries));
    }

    /** What a statement's entries of a position add to its extent. */
    private static Extent extent(Instant recorded, PositionKey key, List<EntryRow> rows) {
        return rows.stream()
                .filter(row -> row.key().equals(key))
                .map(row -> Extent.of(recorded, row.entry().at(), row.knownFrom(), row.knownTo()))
                .reduce(Extent::and)
                .orElse(new Extent(recorded, Instant.EPOCH, recorded));
    }

    private static List<Tiding> fold(SortedMap<PositionKey, PositionLedger> ledgers, List<Edit> edits) {
        var tidings = new ArrayList<Tiding>();
        for (var edit : edits) {
            var ledger = requireNonNull(ledgers.get(edit.key()), "a position that was not locked");
            var change = ledger.change(edit.removed(), edit.added(), edit.recordedTime(), edit.extent());
            change.stream().forEach(entry -> {
                switch (entry) {
                    case AlertStream.Alert(FoldShift shift, int occurrence) ->
                        tidings.add(shifted(
                                edit, RevisionChange.CONFIRMED, shift, occurrence, true, false, change.knownFrom()));
                    case AlertStream.Withdrawn(FoldShift shift, int occurrence, boolean alerted) ->
                        tidings.add(shifted(
                                edit, RevisionChange.VANISHED, shift, occurrence, true, alerted, change.knownFrom()));
                    case AlertStream.Revised(RevisionChange what, FoldShift shift, int occurrence, boolean alerted) ->
                        tidings.add(shifted(edit, what, shift, occurrence, false, alerted, change.knownFrom()));
                    case AlertStream.Raised _, AlertStream.Closed _ -> {}
                }
            });
            change.notices().forEach(notice -> {
                var kind = notice.notice().kind();
                tidings.add(new Tiding.Noticed(
                        edit.at(),
                        Telling.stream(kind, edit.key().subject()),
                        edit.key(),
                        kind,
                        notice.notice().statementId(),
                        notice.open() ? NoticeStatus.RAISED : NoticeStatus.CLOSED,
                        notice.open() && notice.told(),
                        change.knownFrom()));
            });
        }
        return tidings;
    }

    private static Tiding shifted(
            Edit edit,
            RevisionChange change,
            FoldShift shift,
            int occurrence,
            boolean current,
            boolean alerted,
            Instant knownFrom) {
        return new Tiding.Shifted(
                edit.at(), edit.key(), change, shift.id(), shift, occurrence, current, alerted, knownFrom);
    }

    /** The positions whose entries have to be loaded, because some edit is no mere step. */
    private static Set<PositionKey> toRefold(SortedMap<PositionKey, PositionLedger> ledgers, List<Edit> edits) {
        var marks = new HashMap<PositionKey, Mark>();
        ledgers.forEach((key, ledger) -> {
            if (ledger.last() != null) {
                marks.put(key, ledger.last());
            }
        });
        var refold = new TreeSet<PositionKey>();
        for (var edit : edits) {
            if (edit.removed().isEmpty() && edit.added().isEmpty()) {
                continue;
            }
            var ledger = requireNonNull(ledgers.get(edit.key()), "a position that was not locked");
            if (!edit.removed().isEmpty() || !ledger.isStep(marks.get(edit.key()), edit.added())) {
                refold.add(edit.key());
            } else {
                marks.put(
                        edit.key(),
                        Mark.of(edit.added().stream().max(Entry.ORDER).orElseThrow()));
            }
        }
        return refold;
    }
}
