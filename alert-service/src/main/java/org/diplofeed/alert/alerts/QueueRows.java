package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What one projection transaction puts into the delivery queue, and takes out of it. */
final class QueueRows {
    private final Connection connection;

    QueueRows(Connection connection) {
        this.connection = connection;
    }

    /**
     * Queues what is to be delivered.
     *
     * @return whether there is something
     */
    boolean insert(Derived event, List<NumberedAlert> alerts) throws SQLException {
        boolean any = false;
        try (var insert = connection.prepareStatement("""
                insert into delivery (delivery_id, subscription_id, kind, alert_id, webhook_id, state, order_key, position, past_pause)
                values (?, ?, 'alert', ?, ?, ?, ?, ?, ?)
                """)) {
            for (var alert : alerts) {
                var to = alert.telling().to();
                if (alert.telling().backfill()) {
                    continue;
                }
                any = true;
                insert.setString(1, EffectId.deliveryId(alert.effectId()));
                insert.setString(2, to.subscriptionId());
                insert.setString(3, alert.alertId());
                insert.setString(4, alert.alertId());
                insert.setString(5, isHeld(alert.telling()) ? "held" : "pending");
                insert.setString(
                        6,
                        to.ordered()
                                ? event.occasion().place()
                                : event.occasion().aboutId());
                insert.setLong(7, alert.sequence());
                insert.setBoolean(8, alert.telling().pastPause());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return any;
    }

    private static boolean isHeld(Telling telling) {
        return telling.to().disabled() || (telling.to().paused() && !telling.pastPause());
    }

    /** Stops those deliveries of these alerts that are not on their way. */
    void stop(List<String> alertIds) throws SQLException {
        // One statement for both: between two, a worker could claim what the first has not seen.
        try (var stop = connection.prepareStatement("""
                update delivery
                   set superseded = true,
                       state = case when state = 'in_flight' then state else 'cancelled' end,
                       finished_at = case when state = 'in_flight' then null else clock_timestamp() end
                 where alert_id = any(?) and state in ('pending', 'held', 'in_flight')
                """)) {
            stop.setArray(1, connection.createArrayOf("text", alertIds.toArray()));
            stop.executeUpdate();
        }
    }

    /** Heard by workers when this transaction commits, and not before. */
    void wakeWorkers() throws SQLException {
        try (var notify = connection.prepareStatement("select pg_notify('diplofeed_delivery', '')")) {
            notify.execute();
        }
    }
}
