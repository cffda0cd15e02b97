package org.diplofeed.log;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * What a ledger recorded and no relay has published yet.
 *
 * @param depth how many events
 * @param oldestAge how long ago the oldest of them was recorded; zero when there is none
 * @param refusedStreams how many streams wait because the broker refuses an event of theirs
 */
public record Outbox(long depth, Duration oldestAge, int refusedStreams) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How it stands in a database, whoever publishes from there. */
    public static Outbox of(DataSource database) throws SQLException {
        return Transactions.run(
                database,
                TIMEOUT,
                connection -> new Outbox(
                        UnpublishedEvents.count(connection),
                        UnpublishedEvents.oldestAge(connection),
                        RefusedEvents.count(connection)));
    }
}
