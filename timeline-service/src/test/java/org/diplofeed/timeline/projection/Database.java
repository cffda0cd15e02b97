package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LogEntry;
import org.diplofeed.testkit.TestDatabase;
import org.diplofeed.timeline.position.Rules;
import org.flywaydb.core.Flyway;

/** A timeline's database of its own, and the projection over it. */
final class Database implements AutoCloseable {
    private final TimelineProjection projection =
            new TimelineProjection(Topic.SHIFTS.name("diplofeed."), Rules.STANDARD, () -> {});
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database fresh() {
        try {
            var source = TestDatabase.fresh().dataSource();
            Flyway.configure()
                    .dataSource(source)
                    .locations("db/feed-log/ledger", "db/feed-log/projection", "db/feed-log/restore", "db/migration")
                    .load()
                    .migrate();
            var connection = source.getConnection();
            connection.setAutoCommit(false);
            return new Database(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Database apply(List<LogEntry> batch) {
        try {
            projection.apply(connection, batch);
            connection.commit();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told, in the order of appending within each stream. */
    List<FeedRecord> told() {
        return rows("select stream_id, headers::text, payload from event order by stream_id, version", row -> {
            var headers = new TreeMap<String, String>();
            FoldJson.read(row.getString(2), ObjectNode.class)
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asText()));
            return new EventCodec().decode(row.getString(1), headers, row.getBytes(3));
        });
    }

    /** The first columns of all rows, as text. */
    List<String> texts(String sql) {
        return rows(sql, row -> row.getString(1));
    }

    /** Everything of a table that must not depend on arrival. */
    String dump(String table, String columns) {
        return String.join(
                "\n",
                texts("select row(" + columns + ")::text from " + table + " order by row(" + columns + ")::text"));
    }

    private <T> List<T> rows(String sql, Sql.Row<T> row) {
        try (var select = connection.prepareStatement(sql);
                var result = select.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
