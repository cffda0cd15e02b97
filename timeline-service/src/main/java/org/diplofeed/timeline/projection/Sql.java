package org.diplofeed.timeline.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement for many rows: columns as arrays, unnested by the database. */
final class Sql {
    private Sql() {}

    /** What makes an object of a row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** A column of rows that are to be written. */
    record Column<R>(String type, Function<R, @Nullable Object> value) {}

    static <R> Column<R> text(Function<R, @Nullable Object> value) {
        return new Column<>("text", value);
    }

    static <R> Column<R> number(Function<R, @Nullable Object> value) {
        return new Column<>("bigint", value);
    }

    static <R> Column<R> flag(Function<R, @Nullable Object> value) {
        return new Column<>("boolean", value);
    }

    /** A time in microseconds, written as text: exact, and cast by the statement. */
    static <R> Column<R> time(Function<R, @Nullable Instant> value) {
        return new Column<>("text", row -> {
            var time = value.apply(row);
            return time == null ? null : time.toString();
        });
    }

    /** A list of texts as a Postgres array literal, cast by the statement: unnest would flatten an array of arrays. */
    static <R> Column<R> texts(Function<R, Collection<String>> value) {
        return new Column<>("text", row -> literal(value.apply(row)));
    }

    /** Runs a statement with one array parameter a column; nothing at all for no rows. */
    static <R> int write(Connection connection, String sql, Collection<R> rows, List<Column<R>> columns)
            throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, rows, columns);
            return statement.executeUpdate();
        }
    }

    /** Reads with one array parameter a column; nothing at all for no rows. */
    static <R, T> List<T> read(
            Connection connection, String sql, Collection<R> rows, List<Column<R>> columns, Row<T> row)
            throws SQLException {
        var read = new ArrayList<T>();
        if (rows.isEmpty()) {
            return read;
        }
        try (var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, rows, columns);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    read.add(row.of(result));
                }
            }
        }
        return read;
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * A column that is never null.
     *
     * @throws SQLException if it is all the same
     */
    static <T> T present(@Nullable T value, String column) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " is null");
        }
        return value;
    }

    private static <R> void bind(
            Connection connection, PreparedStatement statement, Collection<R> rows, List<Column<R>> columns)
            throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var values = new @Nullable Object[rows.size()];
            int at = 0;
            for (var row : rows) {
                values[at++] = column.value().apply(row);
            }
            statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
        }
    }

    private static String literal(Collection<String> texts) {
        var literal = new StringBuilder("{");
        for (var text : texts) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"')
                    .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
