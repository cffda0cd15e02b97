package org.diplofeed.web.database;

import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that does not answer from a request that it cannot carry out. */
public final class DatabaseFaults {
    private static final int DEEPEST_CAUSE = 8;

    private DatabaseFaults() {}

    /**
     * Whether a fault goes back to a database that cannot be reached, is starting or stopping, is busy with others, or
     * takes too long: the same may succeed later.
     */
    public static boolean isAway(Throwable fault) {
        @Nullable Throwable cause = fault;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            boolean away = switch (cause) {
                case ConnectException _, ClosedConnectionException _, TimeoutException _ -> true;
                case DatabaseException refusal -> isAway(refusal.getSqlState());
                case SQLException refusal -> isAway(refusal.getSQLState());
                default -> false;
            };
            if (away) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** A driver or a pool that got no connection has no SQLSTATE to give. */
    private static boolean isAway(@Nullable String state) {
        return state == null
                || state.isEmpty()
                || state.startsWith("08") // no connection
                || state.startsWith("40") // rolled back for another's sake
                || state.startsWith("53") // out of disk, memory, connections
                || state.equals("55P03") // somebody else holds the lock
                || state.startsWith("57"); // shutting down, starting, statement timeout
    }
}
