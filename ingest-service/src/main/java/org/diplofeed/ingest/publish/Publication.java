package org.diplofeed.ingest.publish;

import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LogRestore;
import org.diplofeed.log.Relay;
import org.diplofeed.log.RelaySettings;
import org.diplofeed.log.Topics;
import org.diplofeed.log.Watermark;
import org.diplofeed.log.WatermarkSender;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.outbox.RelayMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the relay going, and knows how far it has come. */
@ApplicationScoped
public class Publication {
    private static final Logger LOGGER = LoggerFactory.getLogger(Publication.class);
    private static final int LAST = 9_000; // What the desk commits last is still published.
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final DataSource database;
    private final KafkaConfig kafka;
    private final OutboxConfig outbox;
    private final Relay relay;
    private final WatermarkSender watermarks;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread watch = Thread.ofVirtual().name("outbox-watch").unstarted(this::watch);
    private volatile OutboxState state = OutboxState.UNKNOWN;

    /**
     * How the outbox stands.
     *
     * @param topicsReady whether the broker has answered and has the topics
     * @param depth events that wait
     * @param oldestAge how long the oldest of them waits
     * @param lag how long what this instance published last had waited
     * @param ownedBuckets how many of the 64 shares of the work are this instance's
     * @param refusedStreams streams of which the broker refuses an event
     * @param failures how often publishing failed since the start
     * @param restoring whether a log is being put back
     */
    record OutboxState(
            boolean topicsReady,
            long depth,
            Duration oldestAge,
            Duration lag,
            int ownedBuckets,
            int refusedStreams,
            long failures,
            boolean restoring) {
        static final OutboxState UNKNOWN = new OutboxState(false, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0, false);
    }

    Publication(DataSource database, KafkaConfig kafka, OutboxConfig outbox, MeterRegistry meters) {
        this.database = database;
        this.kafka = kafka;
        this.outbox = outbox;
        this.relay = Relay.start(database, KafkaConfig.clientSettings(kafka), RelaySettings.defaults());
        this.watermarks = WatermarkSender.start(
                database,
                KafkaConfig.clientSettings(kafka),
                kafka.topicPrefix() + Watermark.TOPIC,
                topics(),
                kafka.replication(),
                outbox.watermarks());
        RelayMeters.register(meters, relay, () -> state.depth(), () -> state.oldestAge());
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    /** What the names of topics begin with. */
    public String topicPrefix() {
        return kafka.topicPrefix();
    }

    /** Says that something was committed that can be published. */
    public void wake() {
        relay.wake();
    }

    /**
     * Refuses to accept more than may wait, and anything while a log is put back.
     *
     * @throws ProblemException unavailable, while the outbox is at its bound, or a restore is under way
     */
    public void requireRoom() {
        if (state.restoring()) {
            throw new ProblemException(
                    Problem.of(UNAVAILABLE, "A log is being restored; nothing else is recorded until that is done."));
        }
        if (state.depth() >= outbox.bound()) {
            throw new ProblemException(Problem.of(
                    UNAVAILABLE, "The broker has been away for so long that no more events are taken for now."));
        }
    }

    /** Looks at once how the outbox stands. */
    public void look() {
        observe();
    }

    OutboxState state() {
        return state;
    }

    /** Before the connection pool closes, which a destructor would come after. */
    void stop(@Observes @Priority(LAST) ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (watch.isAlive() && !watch.join(STOPPING)) {
            watch.interrupt();
        }
        watermarks.close();
        relay.close();
    }

    private void watch() {
        try {
            do {
                observe();
            } while (!stopped.await(outbox.poll().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void observe() {
        try {
            state = observed(state.topicsReady());
            if (!state.topicsReady()) {
                ensureTopics();
                state = observed(true);
                relay.wake();
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("the outbox cannot be read, will retry");
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("fault", e.getClass().getName())
                    .log("the broker has no topics for us yet, will retry");
        }
    }

    private OutboxState observed(boolean topicsReady) throws SQLException {
        return new OutboxState(
                topicsReady,
                relay.depth(),
                relay.oldestAge(),
                relay.lag(),
                relay.ownedBuckets(),
                relay.refusedStreams(),
                relay.failures(),
                restoring());
    }

    private boolean restoring() throws SQLException {
        try (var connection = database.getConnection()) {
            return LogRestore.find(connection)
                    .filter(LogRestore.State::underWay)
                    .isPresent();
        }
    }

    private List<String> topics() {
        return Stream.of(Topic.STATEMENTS, Topic.MEETINGS, Topic.REFERENCE)
                .map(topic -> topic.name(kafka.topicPrefix()))
                .toList();
    }

    private void ensureTopics() {
        Topics.ensure(
                KafkaConfig.clientSettings(kafka), topics(), kafka.partitions(), kafka.replication(), kafka.timeout());
    }
}
