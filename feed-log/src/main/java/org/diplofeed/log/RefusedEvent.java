package org.diplofeed.log;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * An event that the broker refuses for what it is, as one that is larger than its topic takes. Its stream waits for it;
 * relays try it again now and then.
 *
 * @param streamId its stream
 * @param version its version in the stream
 * @param topic where it belongs
 * @param type its CloudEvents type
 * @param fault what the broker said
 * @param waiting how many events of the stream wait, with it
 * @param attempts how often it was refused
 */
public record RefusedEvent(
        String streamId,
        long version,
        String topic,
        String type,
        String fault,
        long waiting,
        Instant firstRefused,
        Instant lastRefused,
        long attempts,
        Instant nextAttempt) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Those that wait in a database, the longest refused first. */
    public static List<RefusedEvent> list(DataSource database, int limit) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> RefusedEvents.list(connection, limit));
    }

    /**
     * Has the next attempt made at once, in order, by whichever relay has the stream.
     *
     * @return whether an event of the stream is refused
     */
    public static boolean retry(DataSource database, String streamId) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> RefusedEvents.retry(connection, streamId));
    }
}
