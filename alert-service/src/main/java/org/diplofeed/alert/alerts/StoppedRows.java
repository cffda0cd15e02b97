package org.diplofeed.alert.alerts;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what is taken back from going out, as far as it has not. */
final class StoppedRows {
    private final Connection connection;

    StoppedRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Stops alerts that are not on their way: their deliveries, and their places in digests.
     *
     * @return those that were on their way at least once, so that they may have been received, and the sequences of the
     *     others
     */
    Stopped stop(List<String> alertIds) throws SQLException {
        var ids = connection.createArrayOf("text", alertIds.toArray());
        // In one statement: between two, a worker could claim what the first has not seen.
        execute("""
                update delivery
                   set superseded = true,
                       state = case when state = 'in_flight' then state else 'cancelled' end,
                       finished_at = case when state = 'in_flight' then null else clock_timestamp() end
                 where alert_id = any(?) and state in ('pending', 'held', 'in_flight')
                """, ids);
        // Waits for whoever makes a digest of them right now, and then finds them in it.
        execute("delete from digest_entry where alert_id = any(?) and digest_id is null", ids);
        var unsent = unsentDigests(ids);
        execute("delete from digest_entry where alert_id = any(?) and digest_id = any(?)", ids, unsent);
        execute("""
                update delivery d set state = 'cancelled', finished_at = clock_timestamp()
                 where d.digest_id = any(?) and not exists (select from digest_entry e where e.digest_id = d.digest_id)
                """, unsent);
        var received = strings("""
                select d.alert_id from delivery d where d.alert_id = any(?) and d.attempts > 0
                union
                select e.alert_id from digest_entry e where e.alert_id = any(?) and e.digest_id is not null
                """, ids, ids);
        return new Stopped(
                received,
                sequences(alertIds.stream().filter(id -> !received.contains(id)).toList()));
    }

    /** Of each its own, and those before it that it would have explained. */
    private Map<String, List<Long>> sequences(List<String> alertIds) throws SQLException {
        var sequences = new HashMap<String, List<Long>>();
        try (var select = connection.prepareStatement(
                "select alert_id, skipped || sequence from alert where alert_id = any(?)")) {
            select.setArray(1, connection.createArrayOf("text", alertIds.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sequences.put(
                            rows.getString(1), List.of((Long[]) rows.getArray(2).getArray()));
                }
            }
        }
        return sequences;
    }

    /** Digests with any of these that no worker has claimed; none can until this transaction ends. */
    private Array unsentDigests(Array alertIds) throws SQLException {
        return connection.createArrayOf("text", strings("""
                select d.digest_id from delivery d
                 where d.digest_id = any(array(select e.digest_id from digest_entry e
                                                where e.alert_id = any(?) and e.digest_id is not null))
                   and d.attempts = 0 and d.state in ('pending', 'held')
                 order by d.digest_id for update
                """, alertIds).toArray());
    }

    private void execute(String sql, Array... values) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setArray(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    private Set<String> strings(String sql, Array... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setArray(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var strings = new HashSet<String>();
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
                return strings;
            }
        }
    }
}
