package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.diplofeed.alert.timing.HeldBack;
import org.diplofeed.alert.timing.Subject;

/** What one projection transaction has to be told: at once by the delivery queue, or later by a digest. */
final class QueueRows {
    private final Connection connection;
    private final Stage stage;

    QueueRows(Connection connection, Stage stage) {
        this.connection = connection;
        this.stage = stage;
    }

    /**
     * Queues what is to be told. What takes an alert back goes out whatever the hour, and to those alone who may have
     * received it.
     *
     * @param received of what is taken back, what may have been
     * @return whether there is something to deliver now
     */
    boolean insert(List<NumberedAlert> alerts, Set<String> received) throws SQLException {
        boolean any = false;
        var real = now();
        try (var deliver = connection.prepareStatement("""
                        insert into delivery (delivery_id, subscription_id, kind, alert_id, webhook_id, state, order_key, position, past_pause)
                        values (?, ?, 'alert', ?, ?, ?, ?, ?, ?)
                        """);
                var collect = connection.prepareStatement("""
                        insert into digest_entry (alert_id, subscription_id, reason, order_key, added_at) values (?, ?, ?, ?, ?)
                        """);
                var look = connection.prepareStatement("""
                        insert into digest_due (subscription_id, due) values (?, ?)
                        on conflict (subscription_id) do update set due = least(digest_due.due, excluded.due)
                        """)) {
            for (var alert : alerts) {
                var telling = alert.telling();
                if (!telling.to().pushed()
                        || (telling.supersedes() != null && !received.contains(telling.supersedes()))) {
                    continue;
                }
                var now = stage.now(alert.event(), real);
                var heldBack = heldBack(alert.event(), telling, now);
                if (heldBack.isPresent()) {
                    addEntry(collect, alert, heldBack.get(), now);
                    addDue(look, alert.event(), telling, heldBack.get(), now);
                } else {
                    any = true;
                    addDelivery(deliver, alert);
                }
            }
            deliver.executeBatch();
            collect.executeBatch();
            look.executeBatch();
        }
        return any;
    }

    /** Heard by workers when this transaction commits, and not before. */
    void wakeWorkers() throws SQLException {
        notify("diplofeed_delivery");
    }

    /** Heard by whoever streams alerts, likewise. */
    void wakeStreams() throws SQLException {
        notify("diplofeed_alert");
    }

    private void notify(String channel) throws SQLException {
        try (var notify = connection.prepareStatement("select pg_notify(?, '')")) {
            notify.setString(1, channel);
            notify.execute();
        }
    }

    private static Optional<HeldBack> heldBack(Derived event, Telling telling, Instant now) {
        return telling.kind().takesBack()
                ? Optional.empty()
                : telling.to()
                        .timing()
                        .heldBack(
                                telling.to().paused(),
                                event.occasion().candidate().family(),
                                telling.backfill(),
                                subject(event),
                                now);
    }

    private void addDelivery(PreparedStatement insert, NumberedAlert alert) throws SQLException {
        var to = alert.telling().to();
        insert.setString(1, EffectId.deliveryId(alert.effectId()));
        insert.setString(2, to.subscriptionId());
        insert.setString(3, alert.alertId());
        insert.setString(4, alert.alertId());
        insert.setString(5, to.disabled() ? "held" : "pending");
        insert.setString(6, orderKey(alert.event(), to));
        insert.setLong(7, alert.sequence());
        // The silences of a rehearsal are those of its own clock, which have been asked.
        insert.setBoolean(8, stage.rehearsed() || alert.telling().kind().takesBack());
        insert.addBatch();
    }

    private static void addEntry(PreparedStatement insert, NumberedAlert alert, HeldBack why, Instant now)
            throws SQLException {
        insert.setString(1, alert.alertId());
        insert.setString(2, alert.telling().to().subscriptionId());
        insert.setString(3, why.name());
        insert.setString(4, orderKey(alert.event(), alert.telling().to()));
        insert.setObject(5, now.atOffset(ZoneOffset.UTC));
        insert.addBatch();
    }

    private static void addDue(PreparedStatement upsert, Derived event, Telling telling, HeldBack why, Instant now)
            throws SQLException {
        var to = telling.to();
        var due = to.timing().release(to.paused(), why, subject(event), now, now);
        upsert.setString(1, to.subscriptionId());
        // The driver's word for infinity.
        upsert.setObject(2, due.equals(Instant.MAX) ? OffsetDateTime.MAX : due.atOffset(ZoneOffset.UTC));
        upsert.addBatch();
    }

    private static Subject subject(Derived event) {
        var occasion = event.occasion();
        return new Subject(occasion.candidate().holder(), occasion.candidate().issueId(), occasion.urgency());
    }

    private static String orderKey(Derived event, Subscriber to) {
        return to.ordered() ? event.occasion().place() : event.occasion().aboutId();
    }

    /** The database's clock: all that is compared with it later is, too. */
    private Instant now() throws SQLException {
        try (var select = connection.prepareStatement("select clock_timestamp()");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
