package org.diplofeed.web.projection;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.diplofeed.log.LogUnreachable;
import org.diplofeed.log.ReplayCheck;
import org.diplofeed.log.ReplayCheck.Part;
import org.diplofeed.web.projection.ReplayChecks.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs checks beside the requests that began them. */
@ApplicationScoped
class ReplayRuns {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayRuns.class);
    private static final long BEAT_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Instance<DataSource> database;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    ReplayRuns(Instance<DataSource> database) {
        this.database = database;
    }

    /** Begins one; empty while another of that projection runs. */
    Optional<Check> begin(String projection, ReplayCheck check, Part part, String operator) throws SQLException {
        var begun = checks().begin(projection, part, operator);
        begun.ifPresent(now ->
                running.add(Thread.ofVirtual().name("replay check " + now.id()).start(() -> run(check, now))));
        return begun;
    }

    List<Check> list() throws SQLException {
        return checks().list();
    }

    Optional<Check> find(String id) throws SQLException {
        return checks().find(id);
    }

    Optional<Check> cancel(String id) throws SQLException {
        return checks().cancel(id);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (var thread : running) {
            thread.join(GOODBYE);
        }
    }

    private void run(ReplayCheck check, Check begun) {
        var id = begun.id();
        try {
            var report = check.run(begun.part(), new Beat(id));
            if (report.isPresent()) {
                checks().done(id, report.get());
            } else if (stopping) {
                checks().failed(id, "the instance that ran it was stopped");
            }
        } catch (SQLException | RuntimeException e) {
            failed(id, e);
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    private void failed(String id, Exception fault) {
        LOGGER.atWarn()
                .addKeyValue("check", id)
                .addKeyValue("fault", fault.getClass().getName())
                .log("a check of a replay failed");
        try {
            checks().failed(
                            id,
                            fault instanceof LogUnreachable
                                    ? "the broker does not answer"
                                    : fault instanceof SQLException
                                            ? "the database does not answer"
                                            : "a fault of the service");
        } catch (SQLException e) {
            // Whoever asks for it is told that nobody runs it any more.
            LOGGER.atWarn()
                    .addKeyValue("check", id)
                    .addKeyValue("state", e.getSQLState())
                    .log("the end of a check of a replay could not be kept");
        }
    }

    private ReplayChecks checks() {
        return new ReplayChecks(database.get());
    }

    /** Keeps how far a check is, twice a second at most. */
    private final class Beat implements ReplayCheck.Watcher {
        private final String id;
        private long next = System.nanoTime();

        Beat(String id) {
            this.id = id;
        }

        @Override
        public boolean goesOn(long done, long total) throws SQLException {
            if (stopping) {
                return false;
            }
            if (System.nanoTime() - next < 0) {
                return true;
            }
            next = System.nanoTime() + BEAT_NANOS;
            return checks().isWantedAt(id, done, total);
        }
    }
}
