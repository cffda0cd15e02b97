package org.diplofeed.ingest.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.diplofeed.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refusals at once and writes them down soon after, many in one statement, so that refusing costs the sender no
 * transaction and a flood of bad requests no more than a bounded queue.
 */
@ApplicationScoped
public class Audit {
    private static final Logger LOGGER = LoggerFactory.getLogger(Audit.class);
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration BETWEEN_PRUNINGS = Duration.ofMinutes(1);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final DataSource database;
    private final AuditConfig config;
    private final MeterRegistry meters;
    private final Counter lost;
    private final InstantSource clock = InstantSource.system();
    private final ArrayBlockingQueue<Refusal> waiting;
    private final List<Refusal> batch = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread writer = Thread.ofVirtual().name("audit").unstarted(this::write);
    private Instant nextPruning = Instant.EPOCH;

    Audit(DataSource database, AuditConfig config, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        this.meters = meters;
        this.waiting = new ArrayBlockingQueue<>(config.queue());
        this.lost = Counter.builder("diplofeed.refusals.unrecorded")
                .description("Refusals that came faster than they could be written down")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        writer.start();
    }

    /** Before the connection pool closes; what waits is still written. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (writer.isAlive() && !writer.join(STOPPING)) {
            writer.interrupt();
        }
    }

    /**
     * Notes that somebody was refused something. What is the service's own fault is none of it.
     *
     * @param operation method and path, or the type of an event among many
     * @param eventId source and id of an event among many
     */
    public void note(
            @Nullable String subject, String operation, @Nullable String eventId, Problem problem, String requestId) {
        if (problem.status() >= 500) {
            return;
        }
        var refusal = Refusal.of(clock.instant(), subject, operation, eventId, problem, requestId);
        meters.counter("diplofeed.refusals", "type", refusal.type()).increment();
        if (!waiting.offer(refusal)) {
            lost.increment();
        }
    }

    private void write() {
        try {
            boolean last;
            do {
                last = stopped.await(config.flush().toMillis(), TimeUnit.MILLISECONDS);
                flushAndPrune();
            } while (!last);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void flushAndPrune() {
        try (var connection = database.getConnection()) {
            waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
            while (!batch.isEmpty()) {
                RefusalRows.insert(connection, batch);
                batch.clear();
                waiting.drainTo(batch, MOST_AT_ONCE);
            }
            if (!clock.instant().isBefore(nextPruning)) {
                long gone = RefusalRows.deleteBefore(connection, clock.instant().minus(config.retention()))
                        + RefusalRows.deleteBeyond(connection, config.most());
                nextPruning = clock.instant().plus(BETWEEN_PRUNINGS);
                LOGGER.atDebug().addKeyValue("refusals", gone).log("the audit was pruned");
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("refusals cannot be written, will retry");
        }
    }
}
