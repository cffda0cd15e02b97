package org.diplofeed.alert.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import org.diplofeed.alert.delivery.Outcome.Delivered;
import org.diplofeed.alert.delivery.Outcome.Digested;
import org.diplofeed.alert.delivery.Outcome.Exhausted;
import org.diplofeed.alert.delivery.Outcome.Failed;
import org.diplofeed.alert.delivery.Outcome.Gone;
import org.diplofeed.alert.delivery.Outcome.Retry;

/** What an attempt means for its subscription: consent, or the end of deliveries. Rare, so row by row. */
final class SubscriptionConsequences {
    private SubscriptionConsequences() {}

    static void apply(Connection connection, Attempted attempted) throws SQLException {
        String id = attempted.delivery().subscriptionId();
        boolean challenge = attempted.delivery().kind() == DeliveryKind.CHALLENGE;
        switch (attempted.outcome()) {
            case Delivered _ -> {
                if (challenge && !attempted.delivery().isByMail() && isCurrent(connection, attempted)) {
                    activate(connection, id);
                }
            }
            case Failed _ -> {
                if (challenge && isCurrent(connection, attempted)) {
                    setReason(connection, id, attempted.error() == null ? "challenge" : attempted.error());
                }
            }
            case Digested _ ->
                DigestQueue.collect(connection, attempted.delivery().deliveryId());
            case Gone _ -> disable(connection, id, "gone");
            case Exhausted _ -> disableIfDead(connection, attempted);
            case Retry _ -> {
                // The delivery waits; its subscription is what it was.
            }
        }
    }

    /** Whether the target that was asked is still the subscription's. */
    private static boolean isCurrent(Connection connection, Attempted challenge) throws SQLException {
        try (var select =
                WorkerDatabase.prepare(connection, "select from delivery where delivery_id = ? and not superseded")) {
            select.setString(1, challenge.delivery().deliveryId());
            try (var rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    static void activate(Connection connection, String id) throws SQLException {
        execute(connection, """
                update subscription set status = 'active', status_reason = null, version = version + 1, updated_at = clock_timestamp()
                 where subscription_id = ? and status <> 'active'
                """, id);
        execute(connection, """
                update delivery set state = 'pending', due = now(), round = 0 where subscription_id = ? and state = 'held'
                """, id);
        execute(connection, "update endpoint set failures = 0, not_before = '-infinity' where subscription_id = ?", id);
    }

    private static void setReason(Connection connection, String id, String reason) throws SQLException {
        execute(connection, """
                update subscription set status_reason = ?, updated_at = clock_timestamp()
                 where subscription_id = ? and status = 'pending'
                """, reason, id);
    }

    static void disable(Connection connection, String id, String reason) throws SQLException {
        execute(connection, """
                update subscription set status = 'disabled', status_reason = ?, version = version + 1, updated_at = clock_timestamp()
                 where subscription_id = ? and status = 'active'
                """, reason, id);
        execute(
                connection,
                "update delivery set state = 'held' where subscription_id = ? and state = 'pending' and kind in ('alert', 'digest')",
                id);
    }

    /** Nothing has got through since the delivery was queued: the endpoint is dead, and even this one is held. */
    private static void disableIfDead(Connection connection, Attempted attempted) throws SQLException {
        int held = execute(connection, """
                update delivery d set state = 'held', finished_at = null
                  from endpoint e
                 where d.delivery_id = ? and d.state = 'failed' and e.subscription_id = d.subscription_id
                   and (e.last_success is null or e.last_success < d.created_at)
                """, attempted.delivery().deliveryId());
        if (held == 1) {
            disable(connection, attempted.delivery().subscriptionId(), "exhausted");
        }
    }

    private static int execute(Connection connection, String sql, String... values) throws SQLException {
        try (var update = WorkerDatabase.prepare(connection, sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
