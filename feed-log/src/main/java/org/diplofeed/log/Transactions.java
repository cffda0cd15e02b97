package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** One transaction on one connection, none of whose waits is without a deadline. */
public final class Transactions {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private Transactions() {}

    /** What happens inside a transaction. */
    public interface Work<T, E extends Exception> {
        T run(Connection connection) throws SQLException, E;
    }

    /** A commit that may or may not have happened: the connection broke while it was under way. */
    public static final class CommitUnknown extends SQLException {
        private static final long serialVersionUID = 1L;

        CommitUnknown(SQLException cause) {
            super("the connection broke during a commit", cause.getSQLState(), cause);
        }
    }

    /**
     * Runs the work and commits; rolls back when it throws. Postgres ends the transaction when a statement, a lock or
     * the pause between two statements takes longer than the timeout: a stalled process must not hold its locks for
     * ever.
     *
     * @throws CommitUnknown when the connection broke during the commit
     */
    public static <T, E extends Exception> T run(DataSource database, Duration timeout, Work<T, E> work)
            throws SQLException, E {
        try (var connection = database.getConnection()) {
            int patience = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(timeout.plus(MARGIN).toMillis()));
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                limit(connection, timeout);
                var result = work.run(connection);
                commit(connection);
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    abandon(connection);
                }
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                    connection.setNetworkTimeout(Runnable::run, patience);
                }
            }
        }
    }

    private static void limit(Connection connection, Duration timeout) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select set_config('statement_timeout', ?, true), set_config('lock_timeout', ?, true),
                       set_config('idle_in_transaction_session_timeout', ?, true)
                """)) {
            var milliseconds = Long.toString(timeout.toMillis());
            for (int parameter = 1; parameter <= 3; parameter++) {
                statement.setString(parameter, milliseconds);
            }
            statement.execute();
        }
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Faults.isConnectionLost(e) ? new CommitUnknown(e) : e;
        }
    }

    /** A connection that cannot roll back is broken: Postgres rolls back by itself, and the pool drops it on close. */
    private static void abandon(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        try {
            connection.rollback();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        }
    }
}
