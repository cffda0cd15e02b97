package org.diplofeed.alert.delivery;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Hears by LISTEN that something was written, by whatever instance. */
public final class DatabaseSignal {
    private static final int WAIT_MILLIS = 1_000;

    private final DataSource database;
    private final String channel;
    private final Runnable heard;

    /** @param channel a name that needs no quoting */
    public DatabaseSignal(DataSource database, String channel, Runnable heard) {
        this.database = database;
        this.channel = channel;
        this.heard = heard;
    }

    /** Listens until the connection breaks or the thread is interrupted. */
    public void listen() throws SQLException, InterruptedException {
        try (var connection = database.getConnection();
                var listen = WorkerDatabase.prepare(connection, "listen " + channel);
                var unlisten = WorkerDatabase.prepare(connection, "unlisten *")) {
            listen.execute();
            // What was queued before this was heard by nobody.
            heard.run();
            var notifications = connection.unwrap(PGConnection.class);
            while (!Thread.interrupted()) {
                var received = notifications.getNotifications(WAIT_MILLIS);
                if (received != null && received.length > 0) {
                    heard.run();
                }
            }
            unlisten.execute();
        }
        throw new InterruptedException();
    }
}
