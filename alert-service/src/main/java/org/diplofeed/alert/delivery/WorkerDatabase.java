package org.diplofeed.alert.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The way to the database of what runs by itself: none of its statements runs, and none of its reads waits, without a
 * deadline.
 */
public final class WorkerDatabase {
    private static final Duration STATEMENT = Duration.ofSeconds(10);
    /** How long an answer is waited for: after the server, or the way to it, has failed to end the statement. */
    private static final Duration ANSWER = STATEMENT.plusSeconds(5);

    private final DataSource source;

    public WorkerDatabase(DataSource source) {
        this.source = source;
    }

    /** What is done on one connection. */
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs what commits statement by statement. */
    public <T> T run(Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            int patience = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(ANSWER.toMillis()));
            try {
                return work.run(connection);
            } finally {
                // A connection on which an answer never came is closed by then, and the pool drops it.
                if (!connection.isClosed()) {
                    connection.setNetworkTimeout(Runnable::run, patience);
                }
            }
        }
    }

    /** Runs what commits as a whole, or not at all. */
    public <T> T transact(Work<T> work) throws SQLException {
        return run(connection -> {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                var result = work.run(connection);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed && !connection.isClosed()) {
                    connection.rollback();
                }
            }
        });
    }

    /** A statement that Postgres is asked to end when it takes too long. */
    public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(Math.toIntExact(STATEMENT.toSeconds()));
        return statement;
    }
}
