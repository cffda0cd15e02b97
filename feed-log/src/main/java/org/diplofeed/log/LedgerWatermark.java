package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Up to which recordedtime a ledger's events are published, and none can come any more.
 *
 * <p>Everyone who appends holds a shared advisory lock from before the recordedtime is read until the commit, so that a
 * look at the locks shows since when the oldest append may be under way. A transaction of somebody else, however long
 * it stays open, holds no such lock and delays nothing.
 */
final class LedgerWatermark {
    /** The key of the advisory lock: "diplofee". */
    private static final long KEY = 0x6469706c6f666565L;

    /** The database's clock, read under the lock. */
    static final String CLOCK = """
            with held as materialized (select pg_advisory_xact_lock_shared(%d)) select clock_timestamp() from held
            """.formatted(KEY);

    private static final String APPENDING = """
            select count(*) filter (where a.xact_start is null), min(a.xact_start)
              from pg_locks l left join pg_stat_activity a on a.pid = l.pid
             where l.locktype = 'advisory' and l.granted and l.classid::bigint = %d and l.objid::bigint = %d
               and l.database = (select oid from pg_database where datname = current_database())
            """.formatted(KEY >>> 32, KEY & 0xffffffffL);

    /** While a log is put back, what is recorded long ago is still to come. */
    private static final String RESTORING = "select exists (select from log_restore where finished_at is null)";

    private LedgerWatermark() {}

    /** The time; empty when an append is under way of which nobody can tell since when, or a restore is. */
    static Optional<Instant> read(DataSource database, Duration timeout) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true); // each of the three has to see what was committed before it
            return read(connection, Math.toIntExact(timeout.toSeconds()));
        }
    }

    /** In this order: what is appended after the clock was read is later than it, what was appended before is seen. */
    private static Optional<Instant> read(Connection connection, int timeout) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(timeout);
            var now = time(statement, "select clock_timestamp()");
            @Nullable Instant appending;
            try (var rows = statement.executeQuery(APPENDING)) {
                rows.next();
                if (rows.getLong(1) > 0) {
                    return Optional.empty();
                }
                appending = instant(rows.getObject(2, OffsetDateTime.class));
            }
            try (var rows = statement.executeQuery(RESTORING)) {
                rows.next();
                if (rows.getBoolean(1)) {
                    return Optional.empty();
                }
            }
            var waiting = time(statement, "select min(recorded) from event_unpublished");
            return Optional.ofNullable(least(
                    now,
                    least(
                            appending == null ? null : appending.minus(1, ChronoUnit.MICROS),
                            waiting == null ? null : waiting.minus(1, ChronoUnit.MICROS))));
        }
    }

    private static @Nullable Instant time(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return instant(rows.getObject(1, OffsetDateTime.class));
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant least(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
