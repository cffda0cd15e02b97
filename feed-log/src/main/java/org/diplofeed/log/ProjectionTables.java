package org.diplofeed.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.ParkedStream.Reason;
import org.jspecify.annotations.Nullable;

/** The offsets of one projection, and what it has seen of each stream. */
final class ProjectionTables {
    private final String projection;

    ProjectionTables(String projection) {
        this.projection = projection;
    }

    String name() {
        return projection;
    }

    /** Where a partition stands and who may move it. */
    record Place(long nextOffset, long ownerEpoch) {}

    /** Takes the partitions over: whoever owned them before can commit nothing any more. */
    Map<TopicPartition, Place> claim(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        var topics = partitions.stream().map(TopicPartition::topic).toArray();
        var parts = partitions.stream().map(TopicPartition::partition).toArray();
        try (var upsert = connection.prepareStatement("""
                insert into projection_offset as o (projection, topic, part, next_offset, owner_epoch)
                select ?, topic, part, 0, 1 from unnest(?::text[], ?::int[]) n (topic, part) order by topic, part
                on conflict (projection, topic, part) do update set owner_epoch = o.owner_epoch + 1
                returning topic, part, next_offset, owner_epoch
                """)) {
            upsert.setString(1, projection);
            upsert.setArray(2, connection.createArrayOf("text", topics));
            upsert.setArray(3, connection.createArrayOf("int", parts));
            try (var rows = upsert.executeQuery()) {
                var places = new HashMap<TopicPartition, Place>();
                while (rows.next()) {
                    places.put(
                            new TopicPartition(rows.getString(1), rows.getInt(2)),
                            new Place(rows.getLong(3), rows.getLong(4)));
                }
                return places;
            }
        }
    }

    /**
     * Locks partitions' rows in one order for everybody, so that a projector, a retry and the commit of a connection
     * that broke go one after the other.
     */
    Map<TopicPartition, Place> lock(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        try (var select = connection.prepareStatement("""
                select topic, part, next_offset, owner_epoch
                  from projection_offset join unnest(?::text[], ?::int[]) n (topic, part) using (topic, part)
                 where projection = ? order by topic, part for update of projection_offset
                """)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            partitions.stream().map(TopicPartition::topic).toArray(String[]::new)));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "int",
                            partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new)));
            select.setString(3, projection);
            try (var rows = select.executeQuery()) {
                var places = new HashMap<TopicPartition, Place>();
                while (rows.next()) {
                    places.put(
                            new TopicPartition(rows.getString(1), rows.getInt(2)),
                            new Place(rows.getLong(3), rows.getLong(4)));
                }
                return places;
            }
        }
    }

    /** Moves the offset from one place to the next, if it is still there and still this owner's. */
    boolean advance(Connection connection, TopicPartition partition, Place from, long next, @Nullable Instant recorded)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update projection_offset
                   set next_offset = ?, last_recorded = greatest(last_recorded, ?::timestamptz)
                 where projection = ? and topic = ? and part = ? and owner_epoch = ? and next_offset = ?
                """)) {
            update.setLong(1, next);
            update.setString(2, recorded == null ? null : recorded.toString());
            update.setString(3, projection);
            update.setString(4, partition.topic());
            update.setInt(5, partition.partition());
            update.setLong(6, from.ownerEpoch());
            update.setLong(7, from.nextOffset());
            return update.executeUpdate() == 1;
        }
    }

    /** The stored offsets of all partitions of some topics, whoever owns them. */
    Map<TopicPartition, Long> offsets(Connection connection, Collection<String> topics) throws SQLException {
        try (var select = connection.prepareStatement(
                "select topic, part, next_offset from projection_offset where projection = ? and topic = any (?)")) {
            select.setString(1, projection);
            select.setArray(2, connection.createArrayOf("text", topics.toArray()));
            try (var rows = select.executeQuery()) {
                var offsets = new HashMap<TopicPartition, Long>();
                while (rows.next()) {
                    offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
                return offsets;
            }
        }
    }

    /**
     * What was seen of the streams, in order of their ids: a look-up each, whatever the planner thinks of the tables.
     */
    Map<String, StreamState> states(Connection connection, Collection<String> streamIds) throws SQLException {
        var states = new TreeMap<String, StreamState>();
        try (var select = connection.prepareStatement("""
                select n.stream_id,
                       coalesce((select s.version from stream_seen s
                                  where s.projection = ? and s.stream_id = n.stream_id), 0),
                       (select p.reason from parked_stream p where p.projection = ? and p.stream_id = n.stream_id)
                  from unnest(?::text[]) n (stream_id)
                """)) {
            select.setString(1, projection);
            select.setString(2, projection);
            select.setArray(3, connection.createArrayOf("text", new TreeSet<>(streamIds).toArray(String[]::new)));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var reason = rows.getString(3);
                    states.put(
                            rows.getString(1),
                            new StreamState(
                                    rows.getString(1),
                                    rows.getLong(2),
                                    reason == null ? null : Reason.valueOf(reason)));
                }
            }
        }
        return states;
    }

    /** Stores whether a stream waits, and why. */
    void saveParking(Connection connection, TopicPartition partition, StreamState state) throws SQLException {
        var parked = new ParkedTables(projection);
        if (state.reason() == null && state.wasParked()) {
            parked.release(connection, state.streamId());
        } else if (state.reason() != null) {
            parked.park(connection, partition, state);
        }
    }

    /** Stores how far the streams were read. */
    void saveSeen(Connection connection, Collection<StreamState> states) throws SQLException {
        var ids = new ArrayList<String>();
        var versions = new ArrayList<Long>();
        for (var state : states) {
            if (state.moved()) {
                ids.add(state.streamId());
                versions.add(state.seen());
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        try (var upsert = connection.prepareStatement("""
                insert into stream_seen (projection, stream_id, version)
                select ?, stream_id, version from unnest(?::text[], ?::bigint[]) n (stream_id, version)
                 order by stream_id collate "C"
                on conflict (projection, stream_id) do update set version = excluded.version
                """)) {
            bind(connection, upsert, ids, versions);
            upsert.executeUpdate();
        }
    }

    private void bind(Connection connection, PreparedStatement upsert, List<String> ids, List<Long> versions)
            throws SQLException {
        upsert.setString(1, projection);
        upsert.setArray(2, connection.createArrayOf("text", ids.toArray(String[]::new)));
        upsert.setArray(3, connection.createArrayOf("bigint", versions.toArray(Long[]::new)));
    }
}
