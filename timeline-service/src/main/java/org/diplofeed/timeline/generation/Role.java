package org.diplofeed.timeline.generation;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.timeline.projection.Voice;

/**
 * What a generation is at the moment, read in the transaction that asks. The live one goes as far as the log and tells.
 * Any other says nothing and never reads past the live one, so that the two can be brought to the same place: whoever
 * makes another generation live holds the offsets of both, and whoever comes after sees the new pointer.
 */
public final class Role implements Voice {
    private final int generation;

    /** The role of a generation. */
    public Role(int generation) {
        this.generation = generation;
    }

    @Override
    public boolean speaks(Connection connection) throws SQLException {
        return live(connection) == generation;
    }

    @Override
    public long limit(Connection connection, TopicPartition partition) throws SQLException {
        int live = live(connection);
        if (live == generation) {
            return Long.MAX_VALUE;
        }
        // A rebuild may have read on to where the log ended at its start; it waits there for the live one.
        try (var select = connection.prepareStatement("""
                select coalesce(max(next_offset), 0) from %s.projection_offset
                 where projection = 'timeline' and topic = ? and part = ?
                """.formatted(Generation.schema(live)))) {
            select.setString(1, partition.topic());
            select.setInt(2, partition.partition());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static int live(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select generation from public.live_generation");
                var rows = select.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no generation is live");
            }
            return rows.getInt(1);
        }
    }
}
