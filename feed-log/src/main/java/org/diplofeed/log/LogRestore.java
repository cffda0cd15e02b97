package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a log is being restored into this database, or was. While it is, nothing else may be recorded and nobody
 * promises that the log is complete. Its table is {@code db/feed-log/restore}.
 */
public final class LogRestore {
    /** No row, no restore: the log was written here. */
    private static final String SELECT = "select file, events, to_read, until, begun_at, finished_at from log_restore";

    private LogRestore() {}

    /**
     * A restore.
     *
     * @param file the SHA-256 of the file, in hex
     * @param events how many events of it go into this ledger
     * @param toRead how many the projections of this database will have read when all is read
     * @param until the greatest recordedtime of the file: what is not later was told to whom it concerned
     * @param finishedAt null while it is under way
     */
    public record State(
            String file,
            long events,
            long toRead,
            Instant until,
            Instant begunAt,
            @Nullable Instant finishedAt) {
        /** Whether it is under way. */
        public boolean underWay() {
            return finishedAt == null;
        }
    }

    /** The restore of this database; empty if there never was one. */
    public static Optional<State> find(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT);
                var rows = select.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            var finished = rows.getObject(6, OffsetDateTime.class);
            return Optional.of(new State(
                    rows.getString(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                    rows.getObject(5, OffsetDateTime.class).toInstant(),
                    finished == null ? null : finished.toInstant()));
        }
    }

    /** Waits for whoever begins or finishes one, and keeps others from it until the transaction ends. */
    public static void lock(Connection connection) throws SQLException {
        try (var lock = connection.createStatement()) {
            lock.execute("lock table log_restore in exclusive mode");
        }
    }

    /** Says that one begins. */
    public static void begin(Connection connection, String file, long events, long toRead, Instant until, String by)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into log_restore (file, events, to_read, until, begun_by)
                values (?, ?, ?, ?::timestamptz, ?)
                """)) {
            insert.setString(1, file);
            insert.setLong(2, events);
            insert.setLong(3, toRead);
            insert.setString(4, until.toString());
            insert.setString(5, by);
            insert.executeUpdate();
        }
    }

    /** Says that it is done. */
    public static void finish(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(
                "update log_restore set finished_at = clock_timestamp() where finished_at is null")) {
            update.executeUpdate();
        }
    }

    /** Up to which recordedtime everybody was told; the beginning of time where nothing was restored. */
    public static Instant toldUntil(Connection connection) throws SQLException {
        return find(connection).map(State::until).orElse(Instant.MIN);
    }

    /** How many events a projection has read: applied, or parked. */
    public static long read(Connection connection, String projection) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce((select sum(version) from stream_seen where projection = ?), 0)
                     + (select count(*) from parked_event where projection = ?)
                """)) {
            select.setString(1, projection);
            select.setString(2, projection);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** How many events stand in the ledger. */
    public static long recorded(Connection connection) throws SQLException {
        return EventRows.count(connection);
    }

    /** How many of them wait to be published. */
    public static long unpublished(Connection connection) throws SQLException {
        return UnpublishedEvents.count(connection);
    }
}
