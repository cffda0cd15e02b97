package org.diplofeed.ingest.desk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.diplofeed.ingest.publish.Publication;
import org.diplofeed.log.EventLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets events under embargo onto the log when they are due. They wait in the database, so a restart loses none, and any
 * number of instances may do this at once.
 */
@ApplicationScoped
public class Embargo {
    private static final Logger LOGGER = LoggerFactory.getLogger(Embargo.class);
    private static final int MOST_STREAMS = 200;
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final DataSource database;
    private final Publication publication;
    private final Duration poll;
    private final EventLedger ledger = new EventLedger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread watch = Thread.ofVirtual().name("embargo").unstarted(this::watch);

    Embargo(DataSource database, Publication publication, DeskConfig config) {
        this.database = database;
        this.publication = publication;
        this.poll = config.embargoPoll();
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    /** Before the connection pool closes, which a destructor would come after. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (watch.isAlive() && !watch.join(STOPPING)) {
            watch.interrupt();
        }
    }

    private void watch() {
        try {
            while (!stopped.await(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                releaseAll();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void releaseAll() {
        try {
            while (stopped.getCount() > 0 && releaseDue() > 0) {
                publication.wake();
            }
        } catch (SQLException e) {
            LOGGER.atWarn()
                    .addKeyValue("state", e.getSQLState())
                    .log("embargoed events could not be released, will retry");
        }
    }

    /** Releases some of what is due and says how many streams that were. */
    private int releaseDue() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int released = release(connection);
                connection.commit();
                return released;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private int release(Connection connection) throws SQLException {
        var streams = HeldRows.dueStreams(connection, MOST_STREAMS);
        if (streams.isEmpty()) {
            return 0;
        }
        EventLedger.lockNames(connection, streams.stream().mapToLong(EventLedger::nameLock));
        var heads = ledger.lock(connection, streams);
        var appended = ledger.append(connection, heads, HeldRows.takeDue(connection, streams));
        var first = new LinkedHashMap<String, String>();
        appended.forEach(event -> first.putIfAbsent(
                recordOf(event.streamId()), event.recordedTime().toString()));
        HeldRows.released(connection, List.copyOf(first.keySet()), List.copyOf(first.values()));
        return first.size();
    }

    /** Only statements are held, and a statement's stream is named after it. */
    private static String recordOf(String stream) {
        return stream.substring(stream.indexOf('/') + 1);
    }
}
