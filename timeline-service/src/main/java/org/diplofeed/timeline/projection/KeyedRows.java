package org.diplofeed.timeline.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys, a few at a time from the database's cursor. */
final class KeyedRows<T> implements AutoCloseable {
    private static final int AT_ONCE = 2_000;

    /** A row and its key. */
    record Keyed<T>(List<String> key, T value) {}

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final Sql.Row<Keyed<T>> row;

    private KeyedRows(PreparedStatement statement, ResultSet rows, Sql.Row<Keyed<T>> row) {
        this.statement = statement;
        this.rows = rows;
        this.row = row;
    }

    /**
     * Opens a cursor in the connection's transaction.
     *
     * @param query with two parameters, both the key behind which to begin, or null
     */
    static <T> KeyedRows<T> open(
            Connection connection, String query, @Nullable List<String> after, Sql.Row<Keyed<T>> row)
            throws SQLException {
        var statement = connection.prepareStatement(query);
        try {
            var key = after == null ? null : connection.createArrayOf("text", after.toArray());
            statement.setArray(1, key);
            statement.setArray(2, key);
            statement.setFetchSize(AT_ONCE);
            return new KeyedRows<>(statement, statement.executeQuery(), row);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** The next row; null behind the last. */
    @Nullable
    Keyed<T> next() throws SQLException {
        return rows.next() ? row.of(rows) : null;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        statement.close();
    }
}
