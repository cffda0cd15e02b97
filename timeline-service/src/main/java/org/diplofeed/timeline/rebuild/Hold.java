package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.diplofeed.log.StoredOffsets.Behind;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;

/**
 * Brings two generations to the same place. The live one is held where it is, by the locks under which its batches
 * commit, until the other one has read as far; then that one is held as well. Questions wait for none of these locks.
 */
final class Hold {
    private Hold() {}

    /** What is done while both are held, in the transaction that holds them. */
    interface Work<T> {
        T in(Connection connection, int live) throws SQLException;
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
                    var place = Generations.offsets(live).hold(connection);
                    Generations.offsets(other).holdAt(connection, place, patience);
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
}
