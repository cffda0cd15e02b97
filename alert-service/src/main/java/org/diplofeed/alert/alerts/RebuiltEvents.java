package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.Projection;

/**
 * What is kept of the log, kept once more in tables of a rebuild's own, by the same code. Tells nobody. Reads no
 * further than {@link AlertProjection} has, and waits while that is behind.
 */
public final class RebuiltEvents implements Projection {
    private final int rebuild;
    private final LongSupplier lag;
    private final long longestLag;
    private final KeptEvents events = new KeptEvents();

    /**
     * The reader of one rebuild.
     *
     * @param lag how many events of the log the service has not read yet; negative while it does not know
     * @param longestLag from how many on the rebuild waits
     */
    public RebuiltEvents(int rebuild, LongSupplier lag, long longestLag) {
        this.rebuild = rebuild;
        this.lag = lag;
        this.longestLag = longestLag;
    }

    /** The name under which a rebuild's offsets are kept. */
    public static String name(int rebuild) {
        return AlertProjection.NAME + "-rebuild-" + rebuild;
    }

    /** The schema of a rebuild's tables. */
    public static String schema(int rebuild) {
        return "alert_r" + rebuild;
    }

    @Override
    public String name() {
        return name(rebuild);
    }

    @Override
    public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
        try (var path = connection.createStatement()) {
            path.execute("set local search_path = " + schema(rebuild) + ", public");
        }
        events.keep(connection, entries);
    }

    @Override
    public Optional<String> explain(Throwable fault) {
        return MalformedEvent.explain(fault);
    }

    /** Nothing for one that is paused or over: the lock on its row makes whoever ends it wait for the batch. */
    @Override
    public long limit(Connection connection, TopicPartition partition) throws SQLException {
        if (lag.getAsLong() > longestLag) {
            return 0;
        }
        try (var wanted = connection.prepareStatement("""
                select from rebuild
                 where rebuild = ? and state in ('BUILDING', 'FOLLOWING') and paused_at is null for share
                """)) {
            wanted.setInt(1, rebuild);
            try (var rows = wanted.executeQuery()) {
                if (!rows.next()) {
                    return 0;
                }
            }
        }
        try (var select = connection.prepareStatement("""
                select coalesce(max(next_offset), 0) from projection_offset
                 where projection = ? and topic = ? and part = ?
                """)) {
            select.setString(1, AlertProjection.NAME);
            select.setString(2, partition.topic());
            select.setInt(3, partition.partition());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
