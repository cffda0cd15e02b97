package org.diplofeed.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a projector at least costs that keeps the same rows and positions in batches, by upserts of unnested arrays into
 * tables with all their indexes: what it would read, decode and fold is given to it for nothing.
 */
final class BatchedUpserts {
    /** Of a statement, or of what it says. */
    private static final List<String> OF_STATEMENTS =
            List.of("stream_seen", "learned", "record", "record_revision", "record_tag", "position_entry");

    /** Of all that was said so far: each batch writes those again that it touches. */
    private static final String POSITIONS = "position";

    private static final int STATEMENTS = 20_000;

    private final LocalPostgres postgres;
    private final String schema;

    BatchedUpserts(LocalPostgres postgres, int generation) {
        this.postgres = postgres;
        this.schema = "timeline_g" + generation;
    }

    /** Statements a second, in transactions of so many, over some seconds at most. */
    double rate(int batch, Duration time) throws SQLException {
        try (var connection = postgres.connect("timeline");
                var statement = connection.createStatement()) {
            statement.execute("create schema upserted");
            var upserts = new LinkedHashMap<String, String>();
            for (var table : OF_STATEMENTS) {
                upserts.put(table, prepare(connection, table));
            }
            upserts.put(POSITIONS, prepare(connection, POSITIONS));
            var batches = batches(connection, batch);
            connection.setAutoCommit(false);
            long statements = 0;
            long began = System.nanoTime();
            for (var one : batches) {
                for (var table : one.entrySet()) {
                    try (var upsert = connection.prepareStatement(upserts.get(table.getKey()))) {
                        upsert.setString(1, table.getValue());
                        upsert.executeUpdate();
                    }
                }
                connection.commit();
                statements += batch;
                if (System.nanoTime() - began > time.toNanos()) {
                    break;
                }
            }
            double rate = statements * 1e9 / (System.nanoTime() - began);
            statement.execute("drop schema upserted cascade");
            connection.commit();
            return rate;
        }
    }

    /** An empty table as theirs, and the statement that adds rows to it. */
    private String prepare(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table upserted.%1$s (like %2$s.%1$s including all)".formatted(table, schema));
            try (var columns = statement.executeQuery("""
                    select string_agg(attname, ', ' order by attnum),
                           string_agg('excluded.' || attname, ', ' order by attnum),
                           (select string_agg(a.attname, ', ') from pg_constraint c, pg_attribute a
                             where c.conrelid = t.attrelid and c.contype = 'p' and a.attrelid = t.attrelid
                               and a.attnum = any (c.conkey))
                      from pg_attribute t where attrelid = 'upserted.%s'::regclass and attnum > 0 and not attisdropped
                     group by attrelid
                    """.formatted(table))) {
                columns.next();
                return "insert into upserted.%1$s select r.* from unnest(?::upserted.%1$s[]) r".formatted(table)
                        + " on conflict (%3$s) do update set (%1$s) = row (%2$s)"
                                .formatted(columns.getString(1), columns.getString(2), columns.getString(3));
            }
        }
    }

    /** Of each table the rows of each batch, as an array's literal. */
    private List<Map<String, String>> batches(Connection connection, int batch) throws SQLException {
        var batches = new ArrayList<Map<String, String>>();
        for (int i = 0; i < STATEMENTS / batch; i++) {
            batches.add(new LinkedHashMap<>());
        }
        for (var table : OF_STATEMENTS) {
            var rows = rows(connection, table);
            for (int i = 0; i < batches.size(); i++) {
                int from = (int) ((long) i * rows.size() / batches.size());
                int to = (int) ((i + 1L) * rows.size() / batches.size());
                batches.get(i).put(table, literal(rows.subList(from, to)));
            }
        }
        var positions = rows(connection, POSITIONS);
        var random = new SplittableRandom(1);
        for (var one : batches) {
            one.put(
                    POSITIONS,
                    literal(random.ints(batch, 0, positions.size())
                            .distinct()
                            .mapToObj(positions::get)
                            .toList()));
        }
        return batches;
    }

    /** As many rows as the statements have of them, as texts. */
    private List<String> rows(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select r::text from %1$s.%2$s r limit (
                               select %3$d * count(*) / (select count(*) from %1$s.record) from %1$s.%2$s)
                        """.formatted(schema, table, STATEMENTS))) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return Collections.unmodifiableList(texts);
        }
    }

    private static String literal(List<String> rows) {
        var literal = new StringBuilder("{");
        for (var row : rows) {
            literal.append(literal.length() == 1 ? "\"" : ",\"")
                    .append(row.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
