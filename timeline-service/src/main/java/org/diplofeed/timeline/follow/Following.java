package org.diplofeed.timeline.follow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.events.Topic;
import org.diplofeed.log.ParkedStreams;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.Relay;
import org.diplofeed.log.RelaySettings;
import org.diplofeed.log.ReplayCheck;
import org.diplofeed.log.Topics;
import org.diplofeed.log.Watermark;
import org.diplofeed.log.WatermarkReader;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.TimelineProjection;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.projection.ProjectionControl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log as soon as the broker is there, and publishes what is derived from it. */
@ApplicationScoped
public class Following implements ProjectionControl {
    private static final Logger LOGGER = LoggerFactory.getLogger(Following.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private static final List<Topic> READ = List.of(Topic.REFERENCE, Topic.STATEMENTS, Topic.MEETINGS);

    private final DataSource database;
    private final KafkaConfig kafka;
    private final FollowConfig config;
    private final Relay relay;
    private final TimelineProjection projection;
    private final ParkedStreams parked;
    private final WatermarkReader watermarks;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread starter = Thread.ofVirtual().name("timeline-follow").unstarted(this::start);
    private volatile @Nullable PartitionProjector projector;

    Following(DataSource database, KafkaConfig kafka, FollowConfig config, MeterRegistry meters) {
        this.database = database;
        this.kafka = kafka;
        this.config = config;
        this.relay = Relay.start(database, KafkaConfig.clientSettings(kafka), RelaySettings.defaults());
        this.projection = new TimelineProjection(Topic.SHIFTS.name(kafka.topicPrefix()), Rules.STANDARD, relay::wake);
        this.parked = new ParkedStreams(database, projection);
        this.watermarks =
                WatermarkReader.start(KafkaConfig.clientSettings(kafka), kafka.topicPrefix() + Watermark.TOPIC);
        Gauge.builder(
                        "diplofeed.projection.lag",
                        this,
                        following -> following
                                .progress()
                                .map(ProjectionProgress::lag)
                                .orElse(-1L))
                .description("Events on the log that are not projected yet; -1 while unknown")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        starter.start();
    }

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public ParkedStreams parked() {
        return parked;
    }

    @Override
    public void resume() {
        var running = projector;
        if (running != null) {
            running.resume();
        }
    }

    @Override
    public Optional<ReplayCheck> replayCheck() {
        return Optional.ofNullable(projector)
                .map(_ -> new ReplayCheck(database, KafkaConfig.clientSettings(kafka), projection, names(READ)));
    }

    @Override
    public Optional<ProjectionProgress> progress() {
        var running = projector;
        return running == null ? Optional.empty() : Optional.of(running.progress());
    }

    /**
     * How what was read at some offsets stands to what was recorded.
     *
     * @param upTo everything recorded up to then had been read; empty while nobody promises anything about the log
     * @param rebuilding whether much that was recorded long ago had not been read
     */
    public record Settlement(Optional<Instant> upTo, boolean rebuilding) {}

    /** How a reader stands who has read up to these offsets. */
    public Settlement settlement(Map<TopicPartition, Long> offsets) {
        var upTo = watermarks.reached(offsets);
        var newest = watermarks.newest();
        boolean behind = newest.isPresent()
                && upTo.map(time -> time.isBefore(newest.get().minus(config.rebuildingBehind())))
                        .orElse(true);
        return new Settlement(upTo, behind);
    }

    /** Says that something stands in the ledger that can be published. */
    void published() {
        relay.wake();
    }

    /** The time of the newest watermark, of those that this instance's partitions have reached or not. */
    Optional<Instant> newestWatermark() {
        return watermarks.newest();
    }

    private void start() {
        try {
            while (!stopped.await(0, TimeUnit.MILLISECONDS) && projector == null) {
                if (topicsAreReady(READ)) {
                    projector = PartitionProjector.start(
                            database,
                            KafkaConfig.clientSettings(kafka),
                            projection,
                            ProjectorSettings.of(config.group(), names(READ))
                                    .catchingUpFirst(names(List.of(Topic.REFERENCE)))
                                    .withBatchSize(config.batchSize())
                                    .withWorkers(config.workers()));
                } else if (stopped.await(config.retry().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean topicsAreReady(List<Topic> read) {
        try {
            var names = new ArrayList<>(names(read));
            names.add(Topic.SHIFTS.name(kafka.topicPrefix()));
            Topics.ensure(
                    KafkaConfig.clientSettings(kafka), names, kafka.partitions(), kafka.replication(), kafka.timeout());
            return true;
        } catch (RuntimeException e) {
            LOGGER.atWarn()
                    .addKeyValue("fault", e.getClass().getName())
                    .log("the broker has no topics for us yet, will retry");
            return false;
        }
    }

    private List<String> names(List<Topic> topics) {
        return topics.stream().map(topic -> topic.name(kafka.topicPrefix())).toList();
    }

    @PreDestroy
    void stop() throws Exception {
        stopped.countDown();
        if (starter.isAlive() && !starter.join(STOPPING)) {
            starter.interrupt();
        }
        var running = projector;
        if (running != null) {
            running.close();
        }
        watermarks.close();
        relay.close();
    }
}
