package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a projection has read the log, and how it is brought to the place where another one stands: what two make of
 * the log is comparable only there.
 *
 * @param schema where its tables are; a name that needs no quotes
 * @param projection its name
 */
public record StoredOffsets(String schema, String projection) {
    private static final long LOOK_MILLIS = 5;

    /** A projection did not come as far as another one in time. */
    public static final class Behind extends Exception {
        private static final long serialVersionUID = 1L;
        private final long events;

        Behind(long events) {
            super("behind", null, false, false);
            this.events = events;
        }

        /** By how many offsets, over all partitions. */
        public long events() {
            return events;
        }
    }

    /** The offsets now. */
    public Map<TopicPartition, Long> read(Connection connection) throws SQLException {
        return select(connection, "");
    }

    /** The offsets, which stay as they are until the transaction ends: no batch of the projection commits. */
    public Map<TopicPartition, Long> hold(Connection connection) throws SQLException {
        return select(connection, " for update");
    }

    /**
     * Waits until the projection has read as far as a place, and holds it there.
     *
     * @param place where another projection is held, past which this one does not read
     * @throws Behind when it is not there in time
     */
    public void holdAt(Connection connection, Map<TopicPartition, Long> place, Duration patience)
            throws SQLException, Behind, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long behind = behind(read(connection), place);
        while (behind > 0) {
            if (System.nanoTime() > deadline) {
                throw new Behind(behind);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            behind = behind(read(connection), place);
        }
        hold(connection);
    }

    /** How many offsets one is behind another, over all partitions. */
    public static long behind(Map<TopicPartition, Long> own, Map<TopicPartition, Long> other) {
        long behind = 0;
        for (var place : other.entrySet()) {
            behind += Math.max(0, place.getValue() - own.getOrDefault(place.getKey(), 0L));
        }
        return behind;
    }

    private Map<TopicPartition, Long> select(Connection connection, String how) throws SQLException {
        try (var select = connection.prepareStatement("""
                select topic, part, next_offset from %s.projection_offset where projection = ? order by topic, part
                """.formatted(schema) + how)) {
            select.setString(1, projection);
            try (var rows = select.executeQuery()) {
                var offsets = new HashMap<TopicPartition, Long>();
                while (rows.next()) {
                    offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
                return offsets;
            }
        }
    }
}
