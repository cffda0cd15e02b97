package org.diplofeed.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.alert.subscription.SortableId;

/**
 * Sends many alerts again, under their ids: page by page, so that what is fresh is not kept waiting by one statement.
 * What was taken back, and what never was sent, is not among them.
 */
final class RedeliveryQueue {
    private static final int PAGE = 200;

    private static final String TOLD = """
             from alert a join subscription s using (subscription_id)
            where a.subscription_id = ? and a.sequence > ? and a.sequence <= ? and a.created_at >= ? and a.superseded_by is null
              and (exists (select from delivery d where d.alert_id = a.alert_id and d.attempts > 0)
                   or exists (select from digest_entry e join delivery d on d.digest_id = e.digest_id
                               where e.alert_id = a.alert_id and d.attempts > 0))
            """;

    private final WorkerDatabase database;
    private final SecureRandom random = new SecureRandom();

    RedeliveryQueue(DataSource database) {
        this.database = new WorkerDatabase(database);
    }

    /** How many alerts there are to send again. */
    long count(String subscriptionId, Instant since, long afterSequence) throws SQLException {
        return database.run(connection -> count(connection, subscriptionId, since, afterSequence, Long.MAX_VALUE));
    }

    /** Begins to send them again. */
    Redelivery begin(String tenant, String subscriptionId, Instant since, long afterSequence, Instant now)
            throws SQLException {
        return database.transact(connection -> {
            long upTo =
                    one(connection, "select last_sequence from alert_chain where subscription_id = ?", subscriptionId);
            String id = SortableId.of("op_", now.toEpochMilli(), random);
            try (var insert = WorkerDatabase.prepare(connection, """
                    insert into redelivery (operation_id, tenant, subscription_id, since, after_sequence, up_to, total, state)
                    values (?, ?, ?, ?, ?, ?, ?, 'running') returning *
                    """)) {
                insert.setString(1, id);
                insert.setString(2, tenant);
                insert.setString(3, subscriptionId);
                insert.setObject(4, since.atOffset(ZoneOffset.UTC));
                insert.setLong(5, afterSequence);
                insert.setLong(6, upTo);
                insert.setLong(7, count(connection, subscriptionId, since, afterSequence, upTo));
                return required(insert);
            }
        });
    }

    /** An operation of the tenant's. */
    Optional<Redelivery> find(String tenant, String id) throws SQLException {
        return database.run(connection -> {
            try (var select = WorkerDatabase.prepare(
                    connection, "select * from redelivery where tenant = ? and operation_id = ?")) {
                select.setString(1, tenant);
                select.setString(2, id);
                return read(select);
            }
        });
    }

    /** Ends it where it is; what is queued is sent. */
    Optional<Redelivery> cancel(String tenant, String id) throws SQLException {
        return database.run(connection -> {
            try (var update = WorkerDatabase.prepare(connection, """
                    update redelivery
                       set state = case state when 'running' then 'cancelled' else state end,
                           finished_at = coalesce(finished_at, clock_timestamp())
                     where tenant = ? and operation_id = ? returning *
                    """)) {
                update.setString(1, tenant);
                update.setString(2, id);
                return read(update);
            }
        });
    }

    /**
     * Queues the next page of one operation.
     *
     * @return whether there was one
     */
    boolean step() throws SQLException {
        return database.transact(connection -> {
            try (var select = WorkerDatabase.prepare(connection, """
                            select * from redelivery where state = 'running' order by created_at limit 1 for update skip locked
                            """);
                    var row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                queue(connection, row);
                return true;
            }
        });
    }

    private static void queue(Connection connection, ResultSet operation) throws SQLException {
        try (var insert = WorkerDatabase.prepare(connection, """
                        with page as (
                            select a.alert_id, a.subscription_id, a.sequence, a.about_id, s.status
                        """ + TOLD + """
                             order by a.sequence limit ?
                        ), queued as (
                            insert into delivery (delivery_id, subscription_id, kind, alert_id, webhook_id, state, order_key,
                                                  position, past_pause)
                            select 'dl_' || substr(alert_id, 4), subscription_id, 'alert', alert_id, alert_id,
                                   case when status = 'active' then 'pending' else 'held' end,
                                   coalesce((select e.order_key from digest_entry e where e.alert_id = page.alert_id), about_id),
                                   sequence, true
                              from page
                                on conflict (delivery_id) do update
                               set state = excluded.state, round = 0, due = clock_timestamp(), finished_at = null, past_pause = true
                             where delivery.state in ('delivered', 'failed', 'digested') and not delivery.superseded
                        )
                        select count(*), max(sequence) from page
                        """);
                var move = WorkerDatabase.prepare(connection, """
                        update redelivery
                           set done = done + ?, after_sequence = ?, state = ?,
                               finished_at = case when ? = 'done' then clock_timestamp() end
                         where operation_id = ?
                        """);
                var notify = WorkerDatabase.prepare(connection, "select pg_notify('diplofeed_delivery', '')")) {
            insert.setString(1, operation.getString("subscription_id"));
            insert.setLong(2, operation.getLong("after_sequence"));
            insert.setLong(3, operation.getLong("up_to"));
            insert.setObject(4, operation.getObject("since", OffsetDateTime.class));
            insert.setInt(5, PAGE);
            try (var page = insert.executeQuery()) {
                page.next();
                long queued = page.getLong(1);
                String state = queued < PAGE ? "done" : "running";
                move.setLong(1, queued);
                move.setLong(2, queued == 0 ? operation.getLong("after_sequence") : page.getLong(2));
                move.setString(3, state);
                move.setString(4, state);
                move.setString(5, operation.getString("operation_id"));
                move.executeUpdate();
            }
            notify.execute();
        }
    }

    private static long count(Connection connection, String subscriptionId, Instant since, long after, long upTo)
            throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, "select count(*)" + TOLD)) {
            select.setString(1, subscriptionId);
            select.setLong(2, after);
            select.setLong(3, upTo);
            select.setObject(4, since.atOffset(ZoneOffset.UTC));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static long one(Connection connection, String sql, String value) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, sql)) {
            select.setString(1, value);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static Redelivery required(PreparedStatement statement) throws SQLException {
        return read(statement).orElseThrow(() -> new SQLException("what was written is not there"));
    }

    private static Optional<Redelivery> read(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            var finished = row.getObject("finished_at", OffsetDateTime.class);
            return Optional.of(new Redelivery(
                    row.getString("operation_id"),
                    row.getString("subscription_id"),
                    row.getString("state"),
                    row.getLong("total"),
                    row.getLong("done"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    finished == null ? null : finished.toInstant()));
        }
    }

    interface Query<T> {
        T call() throws SQLException;
    }

    /** On a worker's thread: the queue's statements block. */
    static <T> Uni<T> blocking(Query<T> work) {
        return Uni.createFrom()
                .item(() -> {
                    try {
                        return work.call();
                    } catch (SQLException e) {
                        throw new IllegalStateException("the database failed", e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
