package org.diplofeed.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The buckets that one relay owns for a while. The database's clock says for how long; this process counts from before
 * it asked, on its monotonic clock, so that it believes a lease lost no later than the database does, whatever stopped
 * it in between.
 */
final class RelayLeases {
    /** @param epochs bucket to the epoch of its lease */
    private record Held(Map<Short, Long> epochs, long until) {}

    private final DataSource database;
    private final Duration lease;
    private final UUID owner = UUID.randomUUID();
    private final ReentrantLock changing = new ReentrantLock();
    private boolean givenBack;
    private volatile Held held = new Held(Map.of(), System.nanoTime());

    RelayLeases(DataSource database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    UUID owner() {
        return owner;
    }

    /** Whether the lease on this bucket is certain to last at this moment. */
    boolean holds(short bucket) {
        var now = held;
        return System.nanoTime() - now.until() < 0 && now.epochs().containsKey(bucket);
    }

    /** The buckets whose leases last at this moment, in order. */
    List<Short> buckets() {
        var now = held;
        return System.nanoTime() - now.until() < 0
                ? now.epochs().keySet().stream().sorted().toList()
                : List.of();
    }

    /** Prolongs what is still owned. */
    void renew() throws SQLException {
        change(this::prolong);
    }

    /**
     * Prolongs what is owned, then gives up or claims buckets until this relay has its fair share: 64 divided by the
     * number of living relays, rounded up.
     */
    void rebalance() throws SQLException {
        change(connection -> {
            var owned = prolong(connection);
            int surplus = owned.size() - fairShare(connection);
            if (surplus > 0) {
                var given = owned.keySet().stream().sorted().limit(surplus).toList();
                release(connection, given);
                given.forEach(owned::remove);
            } else if (surplus < 0) {
                owned.putAll(claim(connection, -surplus));
            }
            return owned;
        });
    }

    /** Gives everything back, so that others need not wait for the leases to end. */
    void giveBack() throws SQLException {
        change(connection -> {
            givenBack = true;
            release(connection, List.copyOf(held.epochs().keySet()));
            try (var delete = connection.prepareStatement("delete from relay_member where owner = ?")) {
                delete.setObject(1, owner);
                delete.executeUpdate();
            }
            return new HashMap<>();
        });
    }

    private void change(Transactions.Work<Map<Short, Long>, SQLException> work) throws SQLException {
        changing.lock();
        try {
            if (givenBack) {
                return;
            }
            long before = System.nanoTime();
            var epochs = Transactions.run(database, lease, work);
            held = new Held(Map.copyOf(epochs), before + lease.toNanos());
        } finally {
            changing.unlock();
        }
    }

    private Map<Short, Long> prolong(Connection connection) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into relay_member (owner, expires) values (?, clock_timestamp() + ? * interval '1 millisecond')
                on conflict (owner) do update set expires = excluded.expires
                """)) {
            upsert.setObject(1, owner);
            upsert.setLong(2, lease.toMillis());
            upsert.executeUpdate();
        }
        try (var update = connection.prepareStatement("""
                update relay_lease set expires = clock_timestamp() + ? * interval '1 millisecond'
                 where owner = ? and expires > clock_timestamp() returning bucket, epoch
                """)) {
            update.setLong(1, lease.toMillis());
            update.setObject(2, owner);
            return epochs(update);
        }
    }

    private static int fairShare(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement("""
                delete from relay_member where owner in (select owner from relay_member
                 where expires <= clock_timestamp() for update skip locked)
                """)) {
            delete.executeUpdate();
        }
        try (var select = connection.prepareStatement("select count(*) from relay_member");
                var rows = select.executeQuery()) {
            rows.next();
            int relays = Math.max(1, rows.getInt(1));
            return (StreamBucket.COUNT + relays - 1) / relays;
        }
    }

    private void release(Connection connection, List<Short> buckets) throws SQLException {
        try (var update = connection.prepareStatement("""
                update relay_lease set owner = null, expires = '-infinity' where owner = ? and bucket = any (?)
                """)) {
            update.setObject(1, owner);
            update.setArray(2, connection.createArrayOf("smallint", buckets.toArray()));
            update.executeUpdate();
        }
    }

    private Map<Short, Long> claim(Connection connection, int most) throws SQLException {
        try (var update = connection.prepareStatement("""
                update relay_lease
                   set owner = ?, epoch = epoch + 1, expires = clock_timestamp() + ? * interval '1 millisecond'
                 where bucket in (select bucket from relay_lease
                                   where owner is null or expires <= clock_timestamp()
                                   order by bucket limit ? for update skip locked)
                returning bucket, epoch
                """)) {
            update.setObject(1, owner);
            update.setLong(2, lease.toMillis());
            update.setInt(3, most);
            return epochs(update);
        }
    }

    private static Map<Short, Long> epochs(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var epochs = new HashMap<Short, Long>();
            while (rows.next()) {
                epochs.put(rows.getShort(1), rows.getLong(2));
            }
            return epochs;
        }
    }
}
