package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.Topic;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.LogRestore;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.RestoredEvent;
import org.diplofeed.testkit.TestDatabase;
import org.diplofeed.timeline.position.Rules;
import org.flywaydb.core.Flyway;

/** A timeline's database of its own, and the projection over it. */
final class Database implements AutoCloseable {
    private final TimelineProjection projection =
            new TimelineProjection(Topic.SHIFTS.name("diplofeed."), Rules.STANDARD, () -> {}, Voice.LIVE);
    private final DataSource source;
    private final Connection connection;

    private Database(DataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    static Database fresh() {
        try {
            var source = TestDatabase.fresh().dataSource();
            Flyway.configure()
                    .dataSource(source)
                    .locations(
                            "db/feed-log/ledger",
                            "db/feed-log/restore",
                            "db/told",
                            "db/feed-log/projection",
                            "db/migration")
                    .load()
                    .migrate();
            var connection = source.getConnection();
            connection.setAutoCommit(false);
            return new Database(source, connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads topics of the broker, as one of the instances that share a group. */
    PartitionProjector follow(Map<String, Object> kafka, ProjectorSettings settings) {
        return PartitionProjector.start(source, kafka, projection, settings);
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

    /** Remembers what was told elsewhere because of what was recorded up to a time. */
    void restore(List<LoggedEvent> told, Instant until) {
        try {
            LogRestore.begin(connection, "file", 0, 0, until, "operator");
            var outcome = new EventLedger()
                    .restore(connection, told.stream().map(Database::event).toList());
            if (!(outcome instanceof RestoredEvent.Outcome.Restored)) {
                throw new IllegalStateException(outcome.toString());
            }
            new ToldRestore().restore(connection, told);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RestoredEvent event(LoggedEvent told) {
        var envelope = told.envelope();
        return RestoredEvent.of(
                told.stream().toString(),
                "shifts",
                told.headers(),
                EventCodec.payload(told.data()),
                envelope.streamVersion(),
                envelope.recordedTime());
    }

    /** When a notice stood. */
    List<ToldRestore.Stood> stood(String noticeId) {
        try {
            return ToldRestore.stood(connection, noticeId, null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The headers of an event that was told. */
    Map<String, String> headers(String stream, long version) {
        var headers = new TreeMap<String, String>();
        rows(
                        "select headers::text from event where stream_id = '%s' and version = %d"
                                .formatted(stream, version),
                        row -> FoldJson.read(row.getString(1), ObjectNode.class))
                .getFirst()
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    /** What was told, in the order of appending within each stream. */
    List<FeedRecord> told() {
        return rows("select stream_id, headers, payload from event order by stream_id, version", row -> {
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
        try {
            var rows = read(sql, row);
            connection.commit(); // what others write is seen by the next
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> List<T> read(String sql, Sql.Row<T> row) throws SQLException {
        try (var select = connection.prepareStatement(sql);
                var result = select.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return rows;
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
