package org.diplofeed.alert.rebuild;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.diplofeed.alert.AlertConfig;
import org.diplofeed.alert.alerts.RebuiltEvents;
import org.diplofeed.events.Topic;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.projection.ProjectionControl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log for the rebuilds that are to be read for. All instances do, and share the partitions: each batch and
 * how far it goes are one transaction, so that whoever is killed leaves nothing half done and others go on.
 */
@ApplicationScoped
class Rebuilder {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rebuilder.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final DataSource database;
    private final KafkaConfig kafka;
    private final AlertConfig alert;
    private final RebuildConfig config;
    private final ProjectionControl live;
    private final Semaphore changed = new Semaphore(0);
    private final Map<Integer, PartitionProjector> readers = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofVirtual().name("rebuild").unstarted(this::run);
    private volatile boolean stopped;

    Rebuilder(DataSource database, KafkaConfig kafka, AlertConfig alert, RebuildConfig config, ProjectionControl live) {
        this.database = database;
        this.kafka = kafka;
        this.alert = alert;
        this.config = config;
        this.live = live;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        wake();
        if (thread.isAlive() && !thread.join(STOPPING)) {
            thread.interrupt();
        }
    }

    /** Says that rebuilds have changed; a hint, for other instances change them too. */
    void wake() {
        changed.release();
    }

    /** Goes on after too many streams were parked at once. */
    void resume(int rebuild) {
        var reader = readers.get(rebuild);
        if (reader != null) {
            reader.resume();
        }
    }

    /** What keeps this instance from reading for a rebuild; null if nothing does. */
    @Nullable
    String fault(int rebuild) {
        var reader = readers.get(rebuild);
        return reader == null ? null : reader.progress().fault();
    }

    private void run() {
        try {
            while (!stopped) {
                look();
                if (changed.tryAcquire(config.look().toMillis(), TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            List.copyOf(readers.keySet()).forEach(this::close);
        }
    }

    private void look() {
        try (var connection = database.getConnection()) {
            var rows = new RebuildRows(connection);
            if (rows.follow()) {
                LOGGER.atInfo().log("a rebuild has read what the service had read");
            }
            var wanted = rows.all().stream()
                    .filter(rebuild -> rebuild.state().reads() && !rebuild.paused())
                    .map(Rebuild::number)
                    .toList();
            List.copyOf(readers.keySet()).stream()
                    .filter(number -> !wanted.contains(number))
                    .forEach(this::close);
            // Without the service's own reader there is nothing that could be followed, nor perhaps a topic.
            if (live.progress().isPresent()) {
                wanted.forEach(number -> readers.computeIfAbsent(number, this::read));
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("rebuilds cannot be read, will retry");
        }
    }

    private PartitionProjector read(int number) {
        var reference = Topic.REFERENCE.name(kafka.topicPrefix());
        return PartitionProjector.start(
                database,
                KafkaConfig.clientSettings(kafka),
                new RebuiltEvents(
                        number,
                        () -> live.progress().map(ProjectionProgress::lag).orElse(0L),
                        config.longestLag()),
                ProjectorSettings.of(
                                alert.projection().group() + "-rebuild-" + number,
                                List.of(reference, Topic.SHIFTS.name(kafka.topicPrefix())))
                        .withBatchSize(alert.projection().batchSize()));
    }

    private void close(int number) {
        var reader = readers.remove(number);
        if (reader != null) {
            reader.close();
        }
    }
}
