package org.diplofeed.alert.delivery;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.diplofeed.alert.delivery.Outcome.Delivered;
import org.diplofeed.alert.delivery.Outcome.Digested;
import org.diplofeed.alert.delivery.Outcome.Exhausted;
import org.diplofeed.alert.delivery.Outcome.Failed;
import org.diplofeed.alert.delivery.Outcome.Gone;
import org.diplofeed.alert.delivery.Outcome.Retry;
import org.jspecify.annotations.Nullable;

/** The {@code delivery} table as a queue. Each method is one short transaction; none is open during HTTP. */
final class DeliveryQueue {
    private static final NamedSql CLAIM = NamedSql.of("claim.sql");
    private static final NamedSql EXTEND = NamedSql.of("extend.sql");
    private static final NamedSql RECLAIM = NamedSql.of("reclaim.sql");
    private static final NamedSql COMPLETE = NamedSql.of("complete.sql");

    private final WorkerDatabase database;
    private final DeliverySettings settings;

    DeliveryQueue(DataSource database, DeliverySettings settings) {
        this.database = new WorkerDatabase(database);
        this.settings = settings;
    }

    /**
     * Claims due deliveries.
     *
     * @param retries whether those that were tried before, or the fresh ones
     * @param most no more than this
     */
    List<Claimed> claim(boolean retries, int most) throws SQLException {
        var claim = UUID.randomUUID();
        int slots = retries ? Math.max(1, settings.slots() - settings.reservedSlots()) : settings.slots();
        var values = Map.of(
                "retries",
                retries ? 1 : 0,
                "breaker",
                settings.breaker(),
                "slots",
                slots,
                "batch",
                Math.min(most, settings.batch()),
                "claim",
                claim,
                "lease",
                settings.lease().toMillis());
        return database.run(connection -> {
            try (var statement = CLAIM.prepare(connection, values)) {
                return new ClaimedRows(connection, claim).read(statement);
            }
        });
    }

    /** Extends the leases of these claims. */
    int heartbeat(Collection<UUID> claims) throws SQLException {
        return database.run(connection -> {
            try (var update =
                    EXTEND.prepare(connection, Map.of("lease", settings.lease().toMillis()))) {
                update.setArray(2, connection.createArrayOf("uuid", claims.toArray()));
                return update.executeUpdate();
            }
        });
    }

    /** Gives back what a worker claimed and never completed: it died, or lost the database. */
    int reclaim() throws SQLException {
        return database.run(connection -> {
            try (var update = RECLAIM.prepare(connection, Map.of())) {
                return update.executeUpdate();
            }
        });
    }

    /**
     * Completes ended attempts, as far as their claims still stand; the same batch a second time changes nothing.
     *
     * @return how many counted
     */
    int complete(List<Attempted> ended) throws SQLException {
        return database.transact(connection -> completeIn(connection, ended));
    }

    private int completeIn(Connection connection, List<Attempted> ended) throws SQLException {
        lockEndpoints(connection, ended);
        try (var statement = COMPLETE.prepare(connection, Map.of())) {
            statement.setArray(
                    1, array(connection, "text", ended, e -> e.delivery().deliveryId()));
            statement.setArray(
                    2, array(connection, "uuid", ended, e -> e.delivery().claim()));
            statement.setArray(3, array(connection, "text", ended, e -> stateAfter(e.outcome())));
            statement.setArray(4, array(connection, "bigint", ended, e -> millis(e.outcome(), Retry::pause)));
            statement.setArray(5, array(connection, "bigint", ended, e -> millis(e.outcome(), Retry::throttle)));
            statement.setArray(
                    6, array(connection, "int", ended, e -> e.delivery().attempt()));
            statement.setArray(7, array(connection, "int", ended, Attempted::status));
            statement.setArray(8, array(connection, "text", ended, Attempted::error));
            statement.setArray(9, array(connection, "timestamptz", ended, e -> Timestamp.from(e.startedAt())));
            statement.setArray(
                    10, array(connection, "bigint", ended, e -> e.took().toMillis()));
            statement.setArray(11, array(connection, "text", ended, Attempted::headers));
            statement.setArray(12, array(connection, "text", ended, Attempted::answer));
            statement.setArray(13, array(connection, "boolean", ended, Attempted::truncated));
            statement.setInt(14, settings.breaker());
            statement.setInt(15, settings.breaker());
            var counted = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    counted.add(rows.getString(1));
                }
            }
            for (var attempted : ended) {
                if (counted.contains(attempted.delivery().deliveryId())) {
                    SubscriptionConsequences.apply(connection, attempted);
                }
            }
            return counted.size();
        }
    }

    // Always before the deliveries, always in this order: two workers that complete never wait for each other. Who
    // disables a subscription waits, so that what goes back to the queue is held with the rest.
    private static void lockEndpoints(Connection connection, List<Attempted> ended) throws SQLException {
        try (var lock = WorkerDatabase.prepare(connection, """
                        select from endpoint e join subscription s using (subscription_id)
                         where subscription_id = any(?) order by subscription_id for update of e for share of s
                        """)) {
            lock.setArray(1, array(connection, "text", ended, e -> e.delivery().subscriptionId()));
            lock.execute();
        }
    }

    private static long millis(Outcome outcome, Function<Retry, Duration> part) {
        return outcome instanceof Retry retry ? part.apply(retry).toMillis() : 0;
    }

    private static String stateAfter(Outcome outcome) {
        return switch (outcome) {
            case Delivered _ -> "delivered";
            case Retry _ -> "pending";
            case Digested _ -> "digested";
            case Gone _ -> "held";
            case Exhausted _, Failed _ -> "failed";
        };
    }

    private static Array array(
            Connection connection, String type, List<Attempted> ended, Function<Attempted, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, ended.stream().map(value).toArray());
    }
}
