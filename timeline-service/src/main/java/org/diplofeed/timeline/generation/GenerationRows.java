package org.diplofeed.timeline.generation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.timeline.generation.Generation.Phase;
import org.diplofeed.timeline.generation.Generation.State;
import org.diplofeed.timeline.position.Rules;
import org.jspecify.annotations.Nullable;

/** Tables {@code generation} and {@code live_generation}, which all generations share. */
public final class GenerationRows {
    private static final String SELECT = """
            select number, state, phase, paused, window_ms, points_to_confirm, budget, started_by, started_at, ready_at,
                   ended_at, work_ms, fault
              from public.generation
            """;

    private GenerationRows() {}

    /** All that there ever were, the first first. */
    public static List<Generation> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + " order by number");
                var rows = select.executeQuery()) {
            var generations = new ArrayList<Generation>();
            while (rows.next()) {
                generations.add(generation(rows));
            }
            return List.copyOf(generations);
        }
    }

    /** One of them. */
    public static Optional<Generation> find(Connection connection, int number) throws SQLException {
        return find(connection, number, "");
    }

    /** One of them, of which nobody else changes the row until the transaction ends. */
    public static Optional<Generation> lock(Connection connection, int number) throws SQLException {
        return find(connection, number, " for update");
    }

    private static Optional<Generation> find(Connection connection, int number, String how) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + " where number = ?" + how)) {
            select.setInt(1, number);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(generation(rows)) : Optional.empty();
            }
        }
    }

    /** Which one is live. */
    public static int live(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select generation from public.live_generation");
                var rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no generation is live");
            }
            return rows.getInt(1);
        }
    }

    /** Which one was live before; none if no other ever was. */
    public static Optional<Integer> previous(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(
                        "select previous from public.live_generation where previous is not null");
                var rows = select.executeQuery()) {
            return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
        }
    }

    /** Adds the next one, to be built. Two at once get different numbers. */
    public static int add(Connection connection, Rules rules, @Nullable Double budget, String by) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into public.generation (number, state, phase, window_ms, points_to_confirm, budget, started_by)
                select max(number) + 1, 'BUILDING', 'LOADING', ?, ?, ?, ? from public.generation returning number
                """)) {
            insert.setLong(1, rules.window().toMillis());
            insert.setInt(2, rules.pointsToConfirm());
            insert.setObject(3, budget, java.sql.Types.REAL);
            insert.setString(4, by);
            try (var rows = insert.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Moves one on to another phase of its building; the last one makes it follow. */
    public static void phase(Connection connection, int number, Phase phase) throws SQLException {
        try (var update = connection.prepareStatement("""
                update public.generation
                   set phase = ?, state = case when ? = 'DONE' then 'FOLLOWING' else state end,
                       ready_at = case when ? = 'DONE' then clock_timestamp() else ready_at end
                 where number = ? and state = 'BUILDING'
                """)) {
            update.setString(1, phase.name());
            update.setString(2, phase.name());
            update.setString(3, phase.name());
            update.setInt(4, number);
            update.executeUpdate();
        }
    }

    /** Ends one; what somebody has given up meanwhile has not failed. */
    public static void end(Connection connection, int number, State state, @Nullable String fault) throws SQLException {
        try (var update = connection.prepareStatement("""
                update public.generation set state = ?, fault = ?, ended_at = clock_timestamp()
                 where number = ? and (? <> 'FAILED' or state = 'BUILDING')
                """)) {
            update.setString(1, state.name());
            update.setString(2, fault);
            update.setInt(3, number);
            update.setString(4, state.name());
            update.executeUpdate();
        }
    }

    /** Pauses the building of one, or lets it go on. */
    public static void pause(Connection connection, int number, boolean paused) throws SQLException {
        try (var update = connection.prepareStatement("update public.generation set paused = ? where number = ?")) {
            update.setBoolean(1, paused);
            update.setInt(2, number);
            update.executeUpdate();
        }
    }

    /** Adds to the time that was spent on building one. */
    public static void worked(Connection connection, int number, Duration time) throws SQLException {
        try (var update =
                connection.prepareStatement("update public.generation set work_ms = work_ms + ? where number = ?")) {
            update.setLong(1, time.toMillis());
            update.setInt(2, number);
            update.executeUpdate();
        }
    }

    /**
     * Makes another one live.
     *
     * @param toldAt when what was told changed with it; null if nothing did
     */
    public static void makeLive(Connection connection, int number, @Nullable Instant toldAt) throws SQLException {
        try (var update = connection.prepareStatement("""
                update public.live_generation
                   set previous = generation, generation = ?, since = clock_timestamp(), told_at = greatest(told_at, ?::timestamptz)
                """)) {
            update.setInt(1, number);
            update.setString(2, toldAt == null ? null : toldAt.toString());
            update.executeUpdate();
        }
    }

    private static Generation generation(ResultSet row) throws SQLException {
        double budget = row.getDouble("budget");
        boolean governed = row.wasNull();
        return new Generation(
                row.getInt("number"),
                State.valueOf(row.getString("state")),
                Phase.valueOf(row.getString("phase")),
                row.getBoolean("paused"),
                new Rules(Duration.ofMillis(row.getLong("window_ms")), row.getInt("points_to_confirm")),
                governed ? null : budget,
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "ready_at"),
                time(row, "ended_at"),
                row.getLong("work_ms"),
                row.getString("fault"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
