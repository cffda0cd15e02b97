package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** How far generations have read the log. */
final class Offsets {
    private Offsets() {}

    /** Of one generation. */
    static Map<TopicPartition, Long> of(Connection connection, String schema) throws SQLException {
        return read(connection, schema, "");
    }

    /** Of one generation, which commits nothing until the transaction ends. */
    static Map<TopicPartition, Long> hold(Connection connection, String schema) throws SQLException {
        return read(connection, schema, " for update");
    }

    private static Map<TopicPartition, Long> read(Connection connection, String schema, String how)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                select topic, part, next_offset from %s.projection_offset where projection = 'timeline'
                 order by topic, part
                """.formatted(schema) + how);
                var rows = select.executeQuery()) {
            var offsets = new HashMap<TopicPartition, Long>();
            while (rows.next()) {
                offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
            return offsets;
        }
    }

    /** Whether one has read everything that another had. */
    static boolean reached(Map<TopicPartition, Long> own, Map<TopicPartition, Long> other) {
        return behind(own, other) == 0;
    }

    /** How many offsets one is behind another, over all partitions. */
    static long behind(Map<TopicPartition, Long> own, Map<TopicPartition, Long> other) {
        long behind = 0;
        for (var place : other.entrySet()) {
            behind += Math.max(0, place.getValue() - own.getOrDefault(place.getKey(), 0L));
        }
        return behind;
    }
}
