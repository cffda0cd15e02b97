package org.diplofeed.alert.delivery;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Hears by LISTEN that something was queued, by whatever instance. */
final class DeliverySignal {
    private static final int WAIT_MILLIS = 1_000;

    private final DataSource database;
    private final Runnable heard;

    DeliverySignal(DataSource database, Runnable heard) {
        this.database = database;
        this.heard = heard;
    }

    /** Listens until the connection breaks or the thread is interrupted. */
    void listen() throws SQLException, InterruptedException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("listen diplofeed_delivery");
            // What was queued before this was heard by nobody.
            heard.run();
            var notifications = connection.unwrap(PGConnection.class);
            while (!Thread.interrupted()) {
                var received = notifications.getNotifications(WAIT_MILLIS);
                if (received != null && received.length > 0) {
                    heard.run();
                }
            }
            statement.execute("unlisten *");
        }
        throw new InterruptedException();
    }
}
