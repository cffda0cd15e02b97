package org.diplofeed.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.ParkedStream.Reason;

/** The parked streams of one projection and what waits in them. */
final class ParkedTables {
    private final String projection;

    ParkedTables(String projection) {
        this.projection = projection;
    }

    /** Parks the stream, or what has come since behind it; forgets what was applied. */
    void park(Connection connection, TopicPartition partition, StreamState state) throws SQLException {
        if (state.parkedAnew()) {
            try (var upsert = connection.prepareStatement("""
                    insert into parked_stream (projection, stream_id, reason, version, fault, topic, part)
                    values (?, ?, ?, ?, ?, ?, ?)
                    on conflict (projection, stream_id) do update
                       set reason = excluded.reason, version = excluded.version, fault = excluded.fault
                    """)) {
                upsert.setString(1, projection);
                upsert.setString(2, state.streamId());
                upsert.setString(3, String.valueOf(state.reason()));
                upsert.setLong(4, state.parkedAtVersion());
                upsert.setString(5, state.fault());
                upsert.setString(6, partition.topic());
                upsert.setInt(7, partition.partition());
                upsert.executeUpdate();
            }
        }
        if (state.moved()) {
            forget(connection, state);
        }
        keep(connection, state);
    }

    private void forget(Connection connection, StreamState state) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from parked_event where projection = ? and stream_id = ? and version <= ?")) {
            delete.setString(1, projection);
            delete.setString(2, state.streamId());
            delete.setLong(3, state.seen());
            delete.executeUpdate();
        }
    }

    private void keep(Connection connection, StreamState state) throws SQLException {
        var kept = state.kept();
        if (kept.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into parked_event (projection, topic, part, log_offset, stream_id, version, headers, payload)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            for (var entry : kept) {
                insert.setString(1, projection);
                insert.setString(2, entry.topic());
                insert.setInt(3, entry.partition());
                insert.setLong(4, entry.offset());
                insert.setString(5, state.streamId());
                switch (entry.read()) {
                    case RawRecord.Reading.Intact(var readable) -> insert.setLong(6, readable.streamVersion());
                    case RawRecord.Reading.Unreadable _ -> insert.setNull(6, Types.BIGINT);
                }
                insert.setString(7, HeaderJson.write(entry.headers()));
                insert.setBytes(8, entry.payload());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Forgets a stream that is parked no longer, and all that waited in it. */
    void release(Connection connection, String streamId) throws SQLException {
        try (var delete =
                connection.prepareStatement("delete from parked_stream where projection = ? and stream_id = ?")) {
            delete.setString(1, projection);
            delete.setString(2, streamId);
            delete.executeUpdate();
        }
    }

    /** What waits in a stream, content included. */
    List<RawRecord> waiting(Connection connection, String streamId) throws SQLException {
        try (var select = connection.prepareStatement("""
                select topic, part, log_offset, headers, payload from parked_event
                 where projection = ? and stream_id = ? order by version, log_offset
                """)) {
            select.setString(1, projection);
            select.setString(2, streamId);
            try (var rows = select.executeQuery()) {
                var waiting = new ArrayList<RawRecord>();
                while (rows.next()) {
                    var topic = rows.getString(1);
                    int part = rows.getInt(2);
                    waiting.add(new RawRecord(
                            topic,
                            part,
                            rows.getLong(3),
                            streamId,
                            !streamId.equals(RawRecord.unkeyed(topic, part)),
                            HeaderJson.read(rows.getString(4)),
                            rows.getBytes(5)));
                }
                return waiting;
            }
        }
    }

    /** Forgets one waiting record. */
    void forget(Connection connection, RawRecord entry) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from parked_event where projection = ? and topic = ? and part = ? and log_offset = ?")) {
            delete.setString(1, projection);
            delete.setString(2, entry.topic());
            delete.setInt(3, entry.partition());
            delete.setLong(4, entry.offset());
            delete.executeUpdate();
        }
    }

    /** How many streams were parked lately for anything but a hole. */
    long blockedWithin(Connection connection, Duration window) throws SQLException {
        try (var select = connection.prepareStatement("""
                select count(*) from parked_stream
                 where projection = ? and reason <> 'HOLE'
                   and parked_at > clock_timestamp() - ? * interval '1 millisecond'
                """)) {
            select.setString(1, projection);
            select.setLong(2, window.toMillis());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static final String STREAM = """
            select s.stream_id, s.reason, s.version, s.fault, s.topic, s.part, s.parked_at,
                   (select count(*) from parked_event e
                     where e.projection = s.projection and e.stream_id = s.stream_id)
              from parked_stream s where s.projection = ?
            """;

    List<ParkedStream> list(Connection connection, int limit) throws SQLException {
        try (var select = connection.prepareStatement(STREAM + " order by s.parked_at, s.stream_id limit ?")) {
            select.setString(1, projection);
            select.setInt(2, limit);
            return streams(select.executeQuery());
        }
    }

    List<ParkedStream> find(Connection connection, String streamId) throws SQLException {
        try (var select = connection.prepareStatement(STREAM + " and s.stream_id = ?")) {
            select.setString(1, projection);
            select.setString(2, streamId);
            return streams(select.executeQuery());
        }
    }

    private List<ParkedStream> streams(ResultSet rows) throws SQLException {
        try (rows) {
            var streams = new ArrayList<ParkedStream>();
            while (rows.next()) {
                streams.add(new ParkedStream(
                        projection,
                        rows.getString(1),
                        Reason.valueOf(rows.getString(2)),
                        rows.getLong(3),
                        rows.getString(4),
                        rows.getString(5),
                        rows.getInt(6),
                        rows.getObject(7, OffsetDateTime.class).toInstant(),
                        rows.getLong(8)));
            }
            return List.copyOf(streams);
        }
    }

    long count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from parked_stream where projection = ?")) {
            select.setString(1, projection);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    List<ParkedEvent> inspect(Connection connection, String streamId, int limit) throws SQLException {
        try (var select = connection.prepareStatement("""
                select topic, part, log_offset, coalesce(version, 0), headers, coalesce(octet_length(payload), 0),
                       parked_at
                  from parked_event where projection = ? and stream_id = ? order by version, log_offset limit ?
                """)) {
            select.setString(1, projection);
            select.setString(2, streamId);
            select.setInt(3, limit);
            try (var rows = select.executeQuery()) {
                var events = new ArrayList<ParkedEvent>();
                while (rows.next()) {
                    events.add(new ParkedEvent(
                            rows.getString(1),
                            rows.getInt(2),
                            rows.getLong(3),
                            rows.getLong(4),
                            HeaderJson.read(rows.getString(5)).getOrDefault("ce_type", ""),
                            rows.getInt(6),
                            rows.getObject(7, OffsetDateTime.class).toInstant()));
                }
                return List.copyOf(events);
            }
        }
    }

    /** Keeps why and by whom something was passed over. */
    void recordSkip(
            Connection connection, TopicPartition partition, String streamId, Skipped skipped, String reason, String by)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into skipped_event
                       (projection, stream_id, from_version, to_version, topic, part, log_offset, reason, skipped_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setString(1, projection);
            insert.setString(2, streamId);
            insert.setObject(3, skipped.fromVersion(), Types.BIGINT);
            insert.setObject(4, skipped.toVersion(), Types.BIGINT);
            insert.setString(5, partition.topic());
            insert.setInt(6, partition.partition());
            insert.setObject(7, skipped.offset(), Types.BIGINT);
            insert.setString(8, reason);
            insert.setString(9, by);
            insert.executeUpdate();
        }
    }
}
