package org.diplofeed.web.metric;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks in a database every few seconds, for meters that must not ask it whenever somebody reads them. */
public final class Lookout implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lookout.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Look look;
    private final Duration pause;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** One look. */
    public interface Look {
        /**
         * Takes down what is to be seen.
         *
         * @throws SQLException when the database is away; what was seen before stands until the next look
         */
        void look() throws SQLException;
    }

    /**
     * Looks nowhere yet.
     *
     * @param name what is looked at, for the log
     */
    public Lookout(String name, Look look) {
        this(name, look, PAUSE);
    }

    Lookout(String name, Look look, Duration pause) {
        this.look = look;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    /** Looks no more; a look that is under way ends by itself. */
    @Override
    public void close() {
        stopping.countDown();
    }

    private void run() {
        try {
            do {
                once();
            } while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            look.look();
        } catch (SQLException e) {
            LOGGER.atWarn()
                    .addKeyValue("at", thread.getName())
                    .addKeyValue("state", e.getSQLState())
                    .log("figures cannot be read, will retry");
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("at", thread.getName())
                    .addKeyValue("fault", e.getClass().getName())
                    .log("figures cannot be had, will retry");
        }
    }
}
