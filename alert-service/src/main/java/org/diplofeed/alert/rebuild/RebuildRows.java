package org.diplofeed.alert.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.alert.rebuild.Rebuild.State;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/** Tables {@code rebuild}, {@code rebuild_end} and {@code rebuild_comparison}, and the schemas beside them. */
final class RebuildRows {
    private static final String SELECT = """
            select rebuild, state, paused_at, started_by, started_at, ready_at,
                   approved_at, ended_at
              from rebuild\s""";

    private final Connection connection;

    RebuildRows(Connection connection) {
        this.connection = connection;
    }

    List<Rebuild> all() throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "order by rebuild");
                var rows = select.executeQuery()) {
            var all = new ArrayList<Rebuild>();
            while (rows.next()) {
                all.add(rebuild(rows));
            }
            return all;
        }
    }

    Optional<Rebuild> find(int number) throws SQLException {
        return one(number, "where rebuild = ?");
    }

    /** One, which nobody else changes until the transaction ends. */
    Optional<Rebuild> lock(int number) throws SQLException {
        return one(number, "where rebuild = ? for update");
    }

    /** Begins one: its tables are made as those are that it is compared with. */
    int add(String by) throws SQLException {
        execute("lock table rebuild in exclusive mode");
        int number = (int) number("select coalesce(max(rebuild), 0) + 1 from rebuild");
        try (var insert = connection.prepareStatement(
                "insert into rebuild (rebuild, state, started_by) values (?, 'BUILDING', ?)")) {
            insert.setInt(1, number);
            insert.setString(2, by);
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("""
                insert into rebuild_end (rebuild, topic, part, end_offset)
                select ?, topic, part, next_offset from projection_offset where projection = ?
                """)) {
            insert.setInt(1, number);
            insert.setString(2, AlertProjection.NAME);
            insert.executeUpdate();
        }
        var schema = find(number).orElseThrow().schema();
        execute("create schema " + schema);
        for (var table : DerivedTable.ALL) {
            table.create(connection, schema);
        }
        execute("create table %s.difference (name text, id text collate \"C\", change text, primary key (name, id))"
                .formatted(schema));
        return number;
    }

    void pause(int number, boolean paused) throws SQLException {
        update(
                number,
                paused
                        ? "paused_at = coalesce(paused_at, clock_timestamp())"
                        : "rested = rested + coalesce(clock_timestamp() - paused_at, '0'), paused_at = null");
    }

    void end(int number, State state) throws SQLException {
        update(number, "paused_at = null, ended_at = clock_timestamp(), state = '" + state.name() + "'");
    }

    void approve(int number, boolean approved) throws SQLException {
        update(
                number,
                approved
                        ? "state = 'APPROVED', approved_at = clock_timestamp()"
                        : "state = 'FOLLOWING', approved_at = null");
    }

    /** Says of what has read all that the service had read when it began that it follows; whether there was any. */
    boolean follow() throws SQLException {
        try (var update = connection.prepareStatement("""
                update rebuild r set state = 'FOLLOWING', ready_at = clock_timestamp()
                 where state = 'BUILDING' and paused_at is null
                   and not exists (
                       select from rebuild_end e
                        where e.rebuild = r.rebuild
                          and e.end_offset > coalesce((select o.next_offset from projection_offset o
                                                        where o.projection = ? || r.rebuild and o.topic = e.topic
                                                          and o.part = e.part), 0))
                """)) {
            update.setString(1, AlertProjection.NAME + "-rebuild-");
            return update.executeUpdate() > 0;
        }
    }

    /** Drops its rows, and what is known of its reading. */
    void drop(Rebuild rebuild) throws SQLException {
        execute("drop schema if exists " + rebuild.schema() + " cascade");
        for (var table : List.of("parked_stream", "skipped_event", "stream_seen", "projection_offset")) {
            try (var delete = connection.prepareStatement("delete from " + table + " where projection = ?")) {
                delete.setString(1, rebuild.offsets().projection());
                delete.executeUpdate();
            }
        }
    }

    /** How much of what the service had read when it began a rebuild has read. */
    long read(Rebuild rebuild) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce(sum(least(o.next_offset, e.end_offset)), 0)
                  from rebuild_end e join projection_offset o using (topic, part)
                 where e.rebuild = ? and o.projection = ?
                """)) {
            select.setInt(1, rebuild.number());
            select.setString(2, rebuild.offsets().projection());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    long total(Rebuild rebuild) throws SQLException {
        return number("select coalesce(sum(end_offset), 0) from rebuild_end where rebuild = " + rebuild.number());
    }

    /** For how many milliseconds it has been read, until now or until it had read everything. */
    long millis(Rebuild rebuild) throws SQLException {
        return number("""
                select (extract(epoch from coalesce(ready_at, paused_at, ended_at, clock_timestamp()) - started_at - rested)
                        * 1000)::bigint
                  from rebuild where rebuild =\s""" + rebuild.number());
    }

    void keep(Comparison comparison) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into rebuild_comparison (rebuild, digest, report) values (?, ?, ?)
                on conflict (rebuild, digest) do update set made_at = clock_timestamp(), report = excluded.report
                """)) {
            insert.setInt(1, comparison.generation());
            insert.setString(2, comparison.digest());
            insert.setString(3, FeedJson.mapper().writeValueAsString(comparison));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written", e);
        }
    }

    /** The report that was made last. */
    Optional<Comparison> compared(int number) throws SQLException {
        try (var select = connection.prepareStatement(
                "select report from rebuild_comparison where rebuild = ? order by made_at desc limit 1")) {
            select.setInt(1, number);
            try (var rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(FeedJson.mapper().readValue(rows.getString(1), Comparison.class))
                        : Optional.empty();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report cannot be read", e);
        }
    }

    private Optional<Rebuild> one(int number, String which) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + which)) {
            select.setInt(1, number);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rebuild(rows)) : Optional.empty();
            }
        }
    }

    private static Rebuild rebuild(ResultSet row) throws SQLException {
        return new Rebuild(
                row.getInt(1),
                State.valueOf(row.getString(2)),
                instant(row, 3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                instant(row, 6),
                instant(row, 7),
                instant(row, 8));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private void update(int number, String set) throws SQLException {
        execute("update rebuild set " + set + " where rebuild = " + number);
    }

    private long number(String sql) throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        DerivedTable.execute(connection, sql);
    }
}
