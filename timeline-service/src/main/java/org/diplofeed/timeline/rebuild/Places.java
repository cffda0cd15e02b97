package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Table {@code generation_place}: how far the log is copied, and where it ended when the rebuild began. */
final class Places {
    private Places() {}

    /**
     * One partition.
     *
     * @param left the first record that was not copied; null if there is none
     */
    record Place(
            TopicPartition partition,
            long next,
            long end,
            @Nullable Long left) {}

    static List<Place> of(Connection connection, int generation) throws SQLException {
        try (var select = connection.prepareStatement("""
                select topic, part, next_offset, end_offset, left_at from public.generation_place
                 where generation = ? order by topic, part
                """)) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                var places = new ArrayList<Place>();
                while (rows.next()) {
                    long left = rows.getLong(5);
                    places.add(new Place(
                            new TopicPartition(rows.getString(1), rows.getInt(2)),
                            rows.getLong(3),
                            rows.getLong(4),
                            rows.wasNull() ? null : left));
                }
                return List.copyOf(places);
            }
        }
    }

    static void freeze(Connection connection, int generation, Map<TopicPartition, Long> ends) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into public.generation_place (generation, topic, part, next_offset, end_offset)
                values (?, ?, ?, 0, ?)
                """)) {
            for (var end : ends.entrySet()) {
                insert.setInt(1, generation);
                insert.setString(2, end.getKey().topic());
                insert.setInt(3, end.getKey().partition());
                insert.setLong(4, end.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Moves a place on; false if it is not where it was, so that somebody else has moved it. */
    static boolean move(
            Connection connection, int generation, TopicPartition partition, long from, long to, @Nullable Long left)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update public.generation_place set next_offset = ?, left_at = least(left_at, ?)
                 where generation = ? and topic = ? and part = ? and next_offset = ?
                """)) {
            update.setLong(1, to);
            update.setObject(2, left, Types.BIGINT);
            update.setInt(3, generation);
            update.setString(4, partition.topic());
            update.setInt(5, partition.partition());
            update.setLong(6, from);
            return update.executeUpdate() == 1;
        }
    }
}
