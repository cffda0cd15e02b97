package org.diplofeed.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** The rows of a rebuilt generation, and what a COPY of them costs that does nothing else. */
final class RebuiltRows {
    /** But for the texts that wait to be indexed: those are taken away meanwhile. */
    private static final List<String> TABLES = List.of(
            "stream_seen",
            "learned",
            "record",
            "record_revision",
            "record_tag",
            "position_entry",
            "position",
            "standing_shift",
            "standing_notice");

    private static final int AT_ONCE = 20_000;

    private final LocalPostgres postgres;
    private final String schema;

    RebuiltRows(LocalPostgres postgres, int generation) {
        this.postgres = postgres;
        this.schema = "timeline_g" + generation;
    }

    /** How many there are. */
    long count() throws SQLException {
        long rows = 0;
        try (var connection = postgres.connect("timeline")) {
            for (var table : TABLES) {
                rows += number(connection, "select count(*) from " + schema + "." + table);
            }
        }
        return rows;
    }

    /** Rows a second when they are copied into empty tables that get their indexes afterwards. */
    double copyAgain() throws SQLException, IOException {
        try (var connection = postgres.connect("timeline");
                var statement = connection.createStatement()) {
            statement.execute("create schema copied");
            long rows = 0;
            long nanos = 0;
            for (var table : TABLES) {
                statement.execute(
                        "create table copied.%1$s (like %2$s.%1$s including defaults)".formatted(table, schema));
                var copy = connection.unwrap(PGConnection.class).getCopyAPI();
                long pages = number(
                        connection,
                        "select pg_relation_size('%s.%s') / current_setting('block_size')::bigint"
                                .formatted(schema, table));
                long count = number(connection, "select count(*) from %s.%s".formatted(schema, table));
                long step = Math.max(1, pages * AT_ONCE / Math.max(1, count));
                for (long page = 0; page <= pages; page += step) {
                    var bytes = new ByteArrayOutputStream(1 << 24);
                    copy.copyOut(
                            "copy (select * from %s.%s where ctid >= '(%d,0)' and ctid < '(%d,0)') to stdout"
                                    .formatted(schema, table, page, page + step),
                            bytes);
                    long began = System.nanoTime();
                    rows += copy.copyIn(
                            "copy copied." + table + " from stdin",
                            new ByteArrayInputStream(bytes.toByteArray()),
                            1 << 16);
                    nanos += System.nanoTime() - began;
                }
                for (var index : indexes(connection, table)) {
                    long began = System.nanoTime();
                    statement.execute(index);
                    nanos += System.nanoTime() - began;
                }
            }
            statement.execute("drop schema copied cascade");
            return rows * 1e9 / nanos;
        }
    }

    private List<String> indexes(Connection connection, String table) throws SQLException {
        try (var select = connection.prepareStatement("""
                select replace(pg_get_indexdef(i.indexrelid), ' ON ' || ? || '.', ' ON copied.')
                  from pg_index i where i.indrelid = ?::regclass
                """)) {
            select.setString(1, schema);
            select.setString(2, schema + "." + table);
            try (var rows = select.executeQuery()) {
                var indexes = new ArrayList<String>();
                while (rows.next()) {
                    indexes.add(rows.getString(1));
                }
                return indexes;
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
