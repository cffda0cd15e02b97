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
import org.diplofeed.log.CopyRows;
import org.jspecify.annotations.Nullable;

/** One statement for many rows: columns as arrays, unnested by the database, or rows that are copied in. */
final class Sql {
    private Sql() {}

    /** What makes an object of a row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** A column of rows that are to be written. */
    record Column<R>(ColumnType type, Function<R, @Nullable Object> value) {}

    static <R> Column<R> text(Function<R, @Nullable Object> value) {
        return new Column<>(ColumnType.TEXT, value);
    }

    /** A column of type bigint. */
    static <R> Column<R> number(Function<R, @Nullable Object> value) {
        return new Column<>(ColumnType.BIGINT, value);
    }

    /** A column of type int; of type bigint as an array's element. */
    static <R> Column<R> integer(Function<R, @Nullable Object> value) {
        return new Column<>(ColumnType.INTEGER, value);
    }

    /** A column of type smallint; of type bigint as an array's element. */
    static <R> Column<R> small(Function<R, @Nullable Object> value) {
        return new Column<>(ColumnType.SMALLINT, value);
    }

    static <R> Column<R> flag(Function<R, @Nullable Object> value) {
        return new Column<>(ColumnType.BOOLEAN, value);
    }

    /** A time in microseconds. As an array's element it is text, which the statement casts. */
    static <R> Column<R> time(Function<R, @Nullable Instant> value) {
        return new Column<>(ColumnType.TIME, value::apply);
    }

    /**
     * A list of texts. As an array's element it is an array's literal, which the statement casts: unnest would flatten
     * an array of arrays.
     */
    static <R> Column<R> texts(Function<R, Collection<String>> value) {
        return new Column<>(ColumnType.TEXTS, value::apply);
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

    /**
     * Adds rows that are not there yet, for half of what an insert costs.
     *
     * @param into the table and its columns, as they stand in a COPY; their types have to be exactly those of the rows
     */
    static <R> void copy(Connection connection, String into, Collection<R> rows, List<Column<R>> columns)
            throws SQLException {
        rows(into, rows, columns).send(connection);
    }

    /** The same rows, made apart from their sending, so that the next can be made meanwhile. */
    static <R> CopyRows rows(String into, Collection<R> rows, List<Column<R>> columns) {
        var copy = new CopyRows(into, columns.size());
        for (var row : rows) {
            copy.row();
            for (var column : columns) {
                column.type().add(column.value().apply(row), copy);
            }
        }
        return copy;
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
            var values = column.type().array(rows.size());
            int at = 0;
            for (var row : rows) {
                values[at++] = column.type().element(column.value().apply(row));
            }
            statement.setArray(i + 1, connection.createArrayOf(column.type().arrayOf(), values));
        }
    }
}
