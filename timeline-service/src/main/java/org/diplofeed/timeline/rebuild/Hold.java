package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.GenerationRows;

/**
 * Brings two generations to the same place. The live one is held where it is, by the locks under which its batches
 * commit, until the other one has read as far; then that one is held as well. Questions wait for none of these locks.
 */
final class Hold {
    private static final long LOOK_MILLIS = 5;

    private Hold() {}

    /** What is done while both are held, in the transaction that holds them. */
    interface Work<T> {
        T in(Connection connection, int live) throws SQLException;
    }

    /** The other one did not come as far in time. */
    static final class Behind extends Exception {
        private static final long serialVersionUID = 1L;
        private final long events;

        Behind(long events) {
            super("behind", null, false, false);
            this.events = events;
        }

        long events() {
            return events;
        }
    }

    /**
     * Holds the live generation and another one, and commits what was done meanwhile.
     *
     * @param patience how long the live one is held at most before anything is done
     * @throws Behind when the other one is not there by then
     */
    static <T> T both(DataSource pool, int other, Duration patience, Work<T> work)
            throws SQLException, Behind, InterruptedException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try (var statement = connection.createStatement()) {
                statement.execute("set local lock_timeout = '10s'");
                statement.execute("select from public.live_generation for update");
                int live = GenerationRows.live(connection);
                if (live != other) {
                    await(connection, live, other, patience);
                }
                var result = work.in(connection, live);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed && !connection.isClosed()) {
                    connection.rollback();
                }
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private static void await(Connection connection, int live, int other, Duration patience)
            throws SQLException, Behind, InterruptedException {
        var schema = Generation.schema(other);
        var place = Offsets.hold(connection, Generation.schema(live));
        long deadline = System.nanoTime() + patience.toNanos();
        long behind = Offsets.behind(Offsets.of(connection, schema), place);
        while (behind > 0) {
            if (System.nanoTime() > deadline) {
                throw new Behind(behind);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            behind = Offsets.behind(Offsets.of(connection, schema), place);
        }
        Offsets.hold(connection, schema);
    }
}
