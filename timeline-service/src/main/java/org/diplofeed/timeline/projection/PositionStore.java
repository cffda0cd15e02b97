package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.integer;
import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.small;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.diplofeed.events.Condition;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.PositionState;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.timeline.position.AlertStream.Told;
import org.diplofeed.timeline.position.AlertStream.ToldShift;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.NoticeRef;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.ShiftRef;
import org.diplofeed.timeline.position.Standing;
import org.diplofeed.timeline.projection.Documented.EntryRow;
import org.jspecify.annotations.Nullable;

/** Tables {@code position} and {@code position_entry}. */
final class PositionStore {
    private static final List<Sql.Column<PositionKey>> KEY =
            List.of(text(PositionKey::holder), text(PositionKey::issueId));

    /** A row of {@code position_entry}. */
    static final List<Sql.Column<EntryRow>> ENTRY = List.of(
            text(row -> row.key().holder()),
            text(row -> row.key().issueId()),
            text(row -> row.entry().statementId()),
            number(EntryRow::version),
            text(row -> EntryJson.kind(row.entry())),
            time(row -> row.entry().at()),
            time(EntryRow::knownFrom),
            time(EntryRow::knownTo),
            text(row -> EntryJson.write(row.entry())));

    /** A row of {@code position}. */
    static final List<Sql.Column<PositionLedger>> POSITION = List.of(
            text(ledger -> ledger.key().holder()),
            text(ledger -> ledger.key().issueId()),
            small(ledger -> of(ledger, state -> (long) state.stance())),
            text(ledger -> of(ledger, state -> state.firmness().name())),
            texts(ledger -> conditions(ledger)),
            text(ledger -> of(ledger, state -> state.status().name())),
            text(ledger -> of(ledger, state -> state.since().text())),
            time(ledger -> of(ledger, state -> state.since().start())),
            integer(ledger -> of(ledger, state -> (long) state.points())),
            text(ledger -> FoldJson.write(FoldJson.State.kept(ledger.standing(), ledger.last()))),
            time(ledger -> of(ledger.extent(), Extent::updated)),
            time(ledger -> of(ledger.extent(), Extent::lastAt)),
            time(ledger -> of(ledger.extent(), Extent::firstKnown)));

    private record Stored(
            PositionKey key, FoldJson.State state, @Nullable Instant updated) {}

    private PositionStore() {}

    /** Locks positions until the transaction ends, in one order for everybody, and reads where they stand. */
    static SortedMap<PositionKey, PositionLedger> lock(Connection connection, SortedSet<PositionKey> keys, Rules rules)
            throws SQLException {
        Sql.write(connection, """
                insert into position (holder, issue_id)
                select holder, issue_id from unnest(?::text[], ?::text[]) n (holder, issue_id)
                 order by holder collate "C", issue_id collate "C" on conflict do nothing
                """, missing(connection, keys), KEY);
        var states = Sql.read(
                connection,
                """
                select p.holder, p.issue_id, p.state, p.updated
                  from position p join unnest(?::text[], ?::text[]) n (holder, issue_id) using (holder, issue_id)
                 order by p.holder, p.issue_id for update of p
                """,
                keys,
                KEY,
                row -> new Stored(key(row), state(row.getString("state")), time(row, "updated")));
        var shifts = shifts(connection, keys);
        var notices = notices(connection, keys);
        var standing = StandingStore.open(connection, keys);
        var ledgers = new TreeMap<PositionKey, PositionLedger>();
        states.forEach(stored -> {
            var key = stored.key();
            ledgers.put(
                    key,
                    new PositionLedger(
                            key,
                            rules,
                            stored.state().standing(),
                            stored.state().last(),
                            new Told(shifts.getOrDefault(key, Map.of()), notices.getOrDefault(key, Set.of())),
                            standing.getOrDefault(key, Set.of()),
                            stored.updated()));
        });
        return ledgers;
    }

    /** Few: an insert that finds everything there costs as much as one that does not. */
    private static List<PositionKey> missing(Connection connection, SortedSet<PositionKey> keys) throws SQLException {
        return Sql.read(connection, """
                select holder, issue_id
                  from unnest(?::text[], ?::text[]) n (holder, issue_id)
                 where (select true from position p where p.holder = n.holder and p.issue_id = n.issue_id) is null
                """, keys, KEY, PositionStore::key);
    }

    /** The entries of positions that count now, but for those of some statements. */
    static Map<PositionKey, List<Entry>> counting(
            Connection connection, Collection<PositionKey> keys, Set<String> without) throws SQLException {
        var counting = new HashMap<PositionKey, List<Entry>>();
        Sql.read(
                        connection,
                        """
                        select e.holder, e.issue_id, e.statement_id, e.entry, e.body
                          from position_entry e
                          join unnest(?::text[], ?::text[]) n (holder, issue_id) using (holder, issue_id)
                         where e.known_to is null
                        """,
                        keys,
                        KEY,
                        row -> without.contains(row.getString("statement_id"))
                                ? Optional.<Map.Entry<PositionKey, Entry>>empty()
                                : Optional.of(Map.entry(key(row), entry(row))))
                .forEach(found ->
                        found.ifPresent(entry -> counting.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                                .add(entry.getValue())));
        return counting;
    }

    /** Replaces all entries of statements. */
    static void saveEntries(Connection connection, Collection<String> known, List<EntryRow> rows) throws SQLException {
        Sql.write(
                connection,
                "delete from position_entry where statement_id = any (?::text[])",
                known,
                List.of(text(id -> id)));
        Sql.copy(connection, """
                position_entry
                       (holder, issue_id, statement_id, version, entry, valid_from, known_from, known_to, body)
                """, rows, ENTRY);
    }

    /** Saves where positions stand. */
    static void save(Connection connection, Collection<PositionLedger> ledgers) throws SQLException {
        Sql.write(connection, """
                update position p set stance = n.stance, firmness = n.firmness, conditions = n.conditions::text[],
                       status = n.status, since = n.since, since_at = n.since_at::timestamptz, points = n.points,
                       state = n.state, updated = greatest(p.updated, n.updated::timestamptz),
                       last_at = greatest(p.last_at, n.last_at::timestamptz),
                       first_known = least(p.first_known, n.first_known::timestamptz)
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (holder, issue_id, stance, firmness, conditions, status, since, since_at, points, state, updated,
                          last_at, first_known)
                 where p.holder = n.holder and p.issue_id = n.issue_id
                """, ledgers, POSITION);
    }

    private static List<String> conditions(PositionLedger ledger) {
        var position = ledger.standing().position();
        return position == null
                ? List.of()
                : position.line().conditions().stream()
                        .map(Condition::key)
                        .sorted()
                        .toList();
    }

    private static @Nullable Instant of(@Nullable Extent extent, Function<Extent, Instant> what) {
        return extent == null ? null : what.apply(extent);
    }

    private static <T> @Nullable T of(PositionLedger ledger, Function<PositionState, T> what) {
        var position = ledger.standing().position();
        return position == null ? null : what.apply(position.state(ledger.rules()));
    }

    static Map<PositionKey, Map<ShiftRef, ToldShift>> shifts(Connection connection, Set<PositionKey> keys)
            throws SQLException {
        var shifts = new HashMap<PositionKey, Map<ShiftRef, ToldShift>>();
        Sql.read(
                        connection,
                        """
                        select s.holder, s.issue_id, s.confirmed_by, s.class, s.occurrence, s.alerted,
                               s.known_to is null as stands
                          from shift s join unnest(?::text[], ?::text[]) n (holder, issue_id) using (holder, issue_id)
                         order by s.occurrence
                        """,
                        keys,
                        KEY,
                        row -> Map.entry(
                                key(row),
                                Map.entry(
                                        new ShiftRef(
                                                row.getString("confirmed_by"),
                                                ShiftClass.valueOf(row.getString("class"))),
                                        new ToldShift(
                                                row.getInt("occurrence"),
                                                row.getBoolean("stands"),
                                                row.getBoolean("alerted")))))
                .forEach(entry -> shifts.computeIfAbsent(entry.getKey(), _ -> new HashMap<>())
                        .put(entry.getValue().getKey(), entry.getValue().getValue()));
        return shifts;
    }

    private static Map<PositionKey, Set<NoticeRef>> notices(Connection connection, Set<PositionKey> keys)
            throws SQLException {
        var notices = new HashMap<PositionKey, Set<NoticeRef>>();
        Sql.read(
                        connection,
                        """
                        select distinct n.holder, n.issue_id, t.kind, t.statement_id
                          from notice t join unnest(?::text[], ?::text[]) n (holder, issue_id)
                            on t.subject_kind = 'POSITION' and t.subject = n.holder || '|' || n.issue_id
                        """,
                        keys,
                        KEY,
                        row -> Map.entry(
                                key(row),
                                new NoticeRef(
                                        row.getString("statement_id"), NoticeKind.valueOf(row.getString("kind")))))
                .forEach(entry -> notices.computeIfAbsent(entry.getKey(), _ -> new HashSet<>())
                        .add(entry.getValue()));
        return notices;
    }

    private static FoldJson.State state(@Nullable String json) {
        return json == null ? new FoldJson.State(Standing.NOTHING, null) : FoldJson.readState(json);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return EntryJson.read(row.getString("entry"), row.getString("body"));
    }

    private static PositionKey key(ResultSet row) throws SQLException {
        return new PositionKey(row.getString("holder"), row.getString("issue_id"));
    }
}
