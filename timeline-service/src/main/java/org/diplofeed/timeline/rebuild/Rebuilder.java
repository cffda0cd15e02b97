package org.diplofeed.timeline.rebuild;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.StoredOffsets;
import org.diplofeed.timeline.follow.Following;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Generation.Phase;
import org.diplofeed.timeline.generation.Generation.State;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.web.broker.KafkaConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds what is to be built, one generation at a time and on one instance: the one that holds the lock, which the
 * database takes from whoever is gone. Any other goes on where that one left off.
 */
@ApplicationScoped
public class Rebuilder {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rebuilder.class);
    private static final int LAST = 8_000; // before the connection pool closes
    private static final int ATTEMPTS = 5;
    /** Who is governed works in smaller chunks: nobody who asks meanwhile waits for the end of a large one. */
    private static final int PARTS = 5;

    private static final long LOCK = 0x6469706c6f31L;
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Generations generations;
    private final KafkaConfig kafka;
    private final RebuildConfig config;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Governor governor;
    private final Thread thread = Thread.ofVirtual().name("rebuild").unstarted(this::run);
    private @Nullable Map<TopicPartition, Long> target;
    private int failures;
    private int failing;

    Rebuilder(
            Generations generations,
            Following following,
            KafkaConfig kafka,
            RebuildConfig config,
            AnswerTimes answers) {
        this.generations = generations;
        this.kafka = kafka;
        this.config = config;
        this.governor = new Governor(
                config, () -> following.progress().map(ProjectionProgress::lag).orElse(0L), answers::slow, stopped);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (thread.isAlive() && !thread.join(STOPPING)) {
            thread.interrupt();
        }
    }

    /** The share of the time that a rebuild works now. */
    double share(Generation generation) {
        return governor.share(generation.budget());
    }

    private void run() {
        try {
            while (!stopped.await(config.look().toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            var wanted = wanted();
            if (wanted.isEmpty()) {
                governor.idle();
                target = null;
                return;
            }
            var generation = wanted.get();
            try (var lock = generations.shared().getConnection()) {
                if (lock(lock)) {
                    try {
                        build(generation);
                        failures = 0;
                    } catch (SQLException | KafkaException e) {
                        failed(generation, e, ++failures >= ATTEMPTS);
                    } catch (Stopped _) {
                        LOGGER.atInfo()
                                .addKeyValue("generation", generation.number())
                                .log("building a generation stops");
                    } catch (RuntimeException e) {
                        failed(generation, e, true);
                    } finally {
                        unlock(lock);
                    }
                }
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("generations cannot be read, will retry");
        }
    }

    private Optional<Generation> wanted() throws SQLException {
        return generations.all().stream()
                .filter(generation -> generation.state() == State.BUILDING && !generation.paused())
                .findFirst();
    }

    private void build(Generation generation) throws SQLException, InterruptedException {
        boolean governed = generation.budget() == null;
        var pace = generation.budget() == null ? governor : fixed(generation.budget());
        var building = new Building(
                generations.shared(),
                generation,
                new Building.Source(KafkaConfig.clientSettings(kafka), kafka.topicPrefix()),
                governed ? Math.ceilDiv(config.chunk(), PARTS) : config.chunk(),
                pace,
                governed);
        if (generation.phase() != Phase.CATCHING_UP) {
            building.run();
            target = null;
            generations.changed();
            LOGGER.atInfo()
                    .addKeyValue("generation", generation.number())
                    .log("a generation is copied, folded and indexed, and catches up");
            return;
        }
        catchUp(generation, building);
    }

    private Pace fixed(double budget) {
        return work -> governor.rest(work, budget);
    }

    /** It has caught up when it stands where the live one stood at an earlier look. */
    private void catchUp(Generation generation, Building building) throws SQLException {
        boolean reached = building.transaction(connection -> {
            var live = Generations.offsets(GenerationRows.live(connection)).read(connection);
            var own = Generations.offsets(generation.number()).read(connection);
            var until = target;
            target = until == null ? live : until;
            boolean there = until != null && !until.isEmpty() && StoredOffsets.behind(own, until) == 0;
            if (there) {
                GenerationRows.phase(connection, generation.number(), Phase.DONE);
            }
            return there;
        });
        if (reached) {
            target = null;
            LOGGER.atInfo()
                    .addKeyValue("generation", generation.number())
                    .log("a generation stands where the live one does");
        }
    }

    private void failed(Generation generation, Exception fault, boolean over) throws SQLException {
        if (failing != generation.number()) {
            failing = generation.number();
            failures = Math.min(failures, 1);
        }
        var kind = fault instanceof SQLException sql
                ? fault.getClass().getName() + " (SQLSTATE " + sql.getSQLState() + ")"
                : fault.getClass().getName();
        LOGGER.atError()
                .addKeyValue("generation", generation.number())
                .addKeyValue("fault", kind)
                .addKeyValue("over", over)
                .log("building a generation failed");
        if (over) {
            failures = 0;
            try (var connection = generations.shared().getConnection()) {
                GenerationRows.end(connection, generation.number(), State.FAILED, kind);
            }
        }
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            select.setLong(1, LOCK);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            select.setLong(1, LOCK);
            select.execute();
        }
    }
}
