package org.diplofeed.alert.delivery;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.diplofeed.alert.delivery.DigestQueue.Due;
import org.diplofeed.alert.timing.Timing;

/** The digests of a sandbox: made when the rehearsal's clock says so, within its transaction. */
public final class RehearsedDigests {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final Connection connection;
    private final String subscriptionId;

    public RehearsedDigests(Connection connection, String subscriptionId) {
        this.connection = connection;
        this.subscriptionId = subscriptionId;
    }

    /**
     * Makes what is due, in its order.
     *
     * @param since what the clock said before
     * @param upTo what it says now
     */
    public void make(Instant since, Instant upTo) throws SQLException {
        for (var due = due(upTo); due.isPresent(); due = due(upTo)) {
            // A change of the subscription has it looked at without saying when.
            var at = due.get().now().isBefore(since) ? since : due.get().now();
            var that = due.get();
            DigestQueue.make(
                    connection,
                    new Due(that.subscriptionId(), that.active(), that.paused(), that.timing(), at),
                    RANDOM);
        }
    }

    /** Makes digests of all that waits, whatever it waits for: the rehearsal is over at that time. */
    public void makeOfAll(Instant end) throws SQLException {
        execute("update digest_due set due = '-infinity' where subscription_id = ?");
        // Without any silence, and after the next of the usual times.
        var at = end.plus(TWO_DAYS);
        for (var due = due(at); due.isPresent(); due = due(at)) {
            DigestQueue.make(
                    connection, new Due(subscriptionId, due.get().active(), false, Timing.DEFAULT, at), RANDOM);
        }
    }

    /** Drops what waits: it is not told. */
    public void drop() throws SQLException {
        execute("delete from digest_due where subscription_id = ?");
        execute("delete from digest_entry where subscription_id = ? and digest_id is null");
    }

    private Optional<Due> due(Instant upTo) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, """
                select s.status, s.paused, s.timing, greatest(d.due, '0001-01-01Z'::timestamptz)
                  from digest_due d join subscription s using (subscription_id)
                 where d.subscription_id = ? and d.due <= ? for update of d
                """)) {
            select.setString(1, subscriptionId);
            select.setObject(2, upTo.atOffset(ZoneOffset.UTC));
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Due(
                                subscriptionId,
                                row.getString(1).equals("active"),
                                row.getBoolean(2),
                                DigestQueue.timing(row.getString(3)),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = WorkerDatabase.prepare(connection, sql)) {
            statement.setString(1, subscriptionId);
            statement.executeUpdate();
        }
    }
}
