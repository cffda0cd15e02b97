package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.diplofeed.alert.subscription.SortableId;
import org.diplofeed.alert.timing.HeldBack;
import org.diplofeed.alert.timing.Subject;
import org.diplofeed.alert.timing.Timing;
import org.diplofeed.events.FeedJson;

/** Makes one delivery of the alerts that were kept back, when their time has come. */
final class DigestQueue {
    /** What does not fit follows in the next one, at once. */
    private static final int MOST_ALERTS = 200;

    private final WorkerDatabase database;
    private final SecureRandom random = new SecureRandom();

    DigestQueue(DataSource database) {
        this.database = new WorkerDatabase(database);
    }

    /** Puts the alert of a delivery that found its subscription silent among those that wait. */
    static void collect(Connection connection, String deliveryId) throws SQLException {
        try (var insert = WorkerDatabase.prepare(connection, """
                        insert into digest_entry (alert_id, subscription_id, reason, order_key)
                        select alert_id, subscription_id, 'PAUSED', order_key from delivery
                         where delivery_id = ? and state = 'digested'
                            on conflict (alert_id) do nothing
                        """);
                var look = WorkerDatabase.prepare(connection, """
                        insert into digest_due (subscription_id, due)
                        select subscription_id, clock_timestamp() from delivery where delivery_id = ? and state = 'digested'
                            on conflict (subscription_id) do update set due = excluded.due
                        """)) {
            insert.setString(1, deliveryId);
            insert.executeUpdate();
            look.setString(1, deliveryId);
            look.executeUpdate();
        }
    }

    /**
     * Looks at one subscription whose time has come.
     *
     * @return whether there was one
     */
    boolean make() throws SQLException {
        return database.transact(connection -> {
            var due = next(connection);
            if (due.isPresent()) {
                make(connection, due.get(), random);
            }
            return due.isPresent();
        });
    }

    record Due(String subscriptionId, boolean active, boolean paused, Timing timing, Instant now) {}

    private record Waiting(String alertId, long sequence, HeldBack why, Subject subject, Instant since) {}

    private static Optional<Due> next(Connection connection) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, """
                        select s.subscription_id, s.status, s.paused, s.timing, clock_timestamp()
                          from digest_due d join subscription s using (subscription_id)
                         where d.due <= clock_timestamp() and not s.sandbox order by d.due limit 1 for update of d skip locked
                        """);
                var rows = select.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Due(
                            rows.getString(1),
                            rows.getString(2).equals("active"),
                            rows.getBoolean(3),
                            timing(rows.getString(4)),
                            instant(rows, 5)))
                    : Optional.empty();
        }
    }

    /** Makes a digest of what may go out at that time, and says when to look at the rest. */
    static void make(Connection connection, Due due, RandomGenerator random) throws SQLException {
        var ripe = new ArrayList<Waiting>();
        var nextLook = Instant.MAX;
        boolean waits = false;
        for (var waiting : waiting(connection, due.subscriptionId())) {
            var release =
                    due.timing().release(due.paused(), waiting.why(), waiting.subject(), waiting.since(), due.now());
            boolean now = !release.isAfter(due.now());
            if (now && ripe.size() < MOST_ALERTS) {
                ripe.add(waiting);
            } else {
                waits = true;
                nextLook = release.isBefore(nextLook) ? release : nextLook;
            }
        }
        if (!ripe.isEmpty()) {
            insert(connection, due, ripe, random);
        }
        lookAgain(connection, due.subscriptionId(), waits ? Optional.of(nextLook) : Optional.empty());
    }

    private static List<Waiting> waiting(Connection connection, String subscription) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, """
                select a.alert_id, a.sequence, e.reason, a.holder, a.issue_id, a.urgency, e.added_at
                  from digest_entry e join alert a using (alert_id)
                 where e.subscription_id = ? and e.digest_id is null order by a.sequence for update of e
                """)) {
            select.setString(1, subscription);
            try (var rows = select.executeQuery()) {
                var waiting = new ArrayList<Waiting>();
                while (rows.next()) {
                    waiting.add(new Waiting(
                            rows.getString(1),
                            rows.getLong(2),
                            HeldBack.valueOf(rows.getString(3)),
                            new Subject(rows.getString(4), rows.getString(5), rows.getInt(6)),
                            instant(rows, 7)));
                }
                return waiting;
            }
        }
    }

    private static void insert(Connection connection, Due due, List<Waiting> ripe, RandomGenerator random)
            throws SQLException {
        String id = SortableId.of("dg_", due.now().toEpochMilli(), random);
        try (var put = WorkerDatabase.prepare(
                        connection, "update digest_entry set digest_id = ? where alert_id = any(?)");
                var queue = WorkerDatabase.prepare(connection, """
                        insert into delivery (delivery_id, subscription_id, kind, digest_id, webhook_id, state, position)
                        values (?, ?, 'digest', ?, ?, ?, ?)
                        """);
                var notify = WorkerDatabase.prepare(connection, "select pg_notify('diplofeed_delivery', '')")) {
            put.setString(1, id);
            put.setArray(
                    2,
                    connection.createArrayOf(
                            "text", ripe.stream().map(Waiting::alertId).toArray()));
            put.executeUpdate();
            queue.setString(1, "dl_" + id.substring(3));
            queue.setString(2, due.subscriptionId());
            queue.setString(3, id);
            queue.setString(4, id);
            queue.setString(5, due.active() ? "pending" : "held");
            queue.setLong(6, ripe.getFirst().sequence());
            queue.executeUpdate();
            notify.execute();
        }
    }

    private static void lookAgain(Connection connection, String subscription, Optional<Instant> when)
            throws SQLException {
        String sql = when.isPresent()
                ? "update digest_due set due = ? where subscription_id = ?"
                : "delete from digest_due where subscription_id = ?";
        try (var statement = WorkerDatabase.prepare(connection, sql)) {
            if (when.isPresent()) {
                // The driver's word for infinity.
                statement.setObject(
                        1,
                        when.get().equals(Instant.MAX)
                                ? OffsetDateTime.MAX
                                : when.get().atOffset(ZoneOffset.UTC));
            }
            statement.setString(when.isPresent() ? 2 : 1, subscription);
            statement.executeUpdate();
        }
    }

    static Timing timing(String json) throws SQLException {
        try {
            return FeedJson.mapper().readValue(json, Timing.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("what a subscription asks for cannot be read", e);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
