package org.diplofeed.timeline.follow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.events.Topic;
import org.diplofeed.log.ParkedStreams;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.Relay;
import org.diplofeed.log.RelaySettings;
import org.diplofeed.log.ReplayCheck;
import org.diplofeed.log.Topics;
import org.diplofeed.log.Watermark;
import org.diplofeed.log.WatermarkReader;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.timeline.projection.TimelineProjection;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.projection.ProjectionControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log as soon as the broker is there, and publishes what is derived from it. */
@ApplicationScoped
public class Following implements ProjectionControl {
    private static final Logger LOGGER = LoggerFactory.getLogger(Following.class);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private static final List<Topic> READ = List.of(Topic.REFERENCE, Topic.STATEMENTS, Topic.MEETINGS);

    private final Generations generations;
    private final KafkaConfig kafka;
    private final FollowConfig config;
    private final Relay relay;
    private final WatermarkReader watermarks;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Semaphore changed = new Semaphore(0);
    private final Thread starter = Thread.ofVirtual().name("timeline-follow").unstarted(this::run);
    private final Map<Integer, Follower> followers = new ConcurrentHashMap<>();
    private final List<Runnable> watching = new CopyOnWriteArrayList<>();
    private volatile int live;

    Following(Generations generations, KafkaConfig kafka, FollowConfig config, MeterRegistry meters) {
        this.generations = generations;
        this.kafka = kafka;
        this.config = config;
        this.relay = Relay.start(generations.shared(), KafkaConfig.clientSettings(kafka), RelaySettings.defaults());
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

    void start(@Observes StartupEvent event) throws SQLException {
        generations.watch(changed::release);
        look();
        starter.start();
    }

    @Override
    public String name() {
        return TimelineProjection.NAME;
    }

    @Override
    public ParkedStreams parked() {
        return ofLive().parked();
    }

    @Override
    public void resume() {
        ofLive().resume();
    }

    @Override
    public Optional<ReplayCheck> replayCheck() {
        return ofLive().replayCheck(kafka, names(READ));
    }

    @Override
    public Optional<ProjectionProgress> progress() {
        return ofLive().progress();
    }

    /** How far this instance has come with a generation; empty while it does not read for it. */
    public Optional<ProjectionProgress> progress(int generation) {
        var follower = followers.get(generation);
        return follower == null ? Optional.empty() : follower.progress();
    }

    /** The generation that questions are answered from, as far as this instance knows. */
    int live() {
        return live;
    }

    private Follower ofLive() {
        var follower = followers.get(live);
        if (follower == null) {
            throw new IllegalStateException("the live generation is not known here");
        }
        return follower;
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
    public void published() {
        relay.wake();
    }

    /** Is told when this instance has read more of the log; a hint, for other instances read too. */
    void onApplied(Runnable watcher) {
        watching.add(watcher);
    }

    private void applied() {
        relay.wake();
        watching.forEach(Runnable::run);
    }

    /** What publishes that which is derived. */
    Relay relay() {
        return relay;
    }

    /** The time of the newest watermark, of those that this instance's partitions have reached or not. */
    Optional<Instant> newestWatermark() {
        return watermarks.newest();
    }

    private void run() {
        boolean ready = false;
        try {
            while (!stopped.await(0, TimeUnit.MILLISECONDS)) {
                ready = ready || topicsAreReady(READ);
                if (ready) {
                    follow();
                }
                if (changed.tryAcquire(config.retry().toMillis(), TimeUnit.MILLISECONDS)) {
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            var kept = look();
            for (var generation : kept) {
                var follower = followers.get(generation.number());
                if (follower != null) {
                    follower.read(kafka, group(generation), names(READ), config);
                }
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("generations cannot be read, will retry");
        }
    }

    /** Knows the generations that are to be followed, and lets go of those that are no more. */
    private List<Generation> look() throws SQLException {
        var all = generations.all();
        var kept = all.stream().filter(Following::isFollowed).toList();
        for (var generation : kept) {
            followers.computeIfAbsent(
                    generation.number(),
                    number -> new Follower(generation, generations.database(number), kafka, this::applied));
        }
        live = generations.live();
        for (var number : List.copyOf(followers.keySet())) {
            if (kept.stream().noneMatch(generation -> generation.number() == number)) {
                var follower = followers.remove(number);
                if (follower != null) {
                    follower.close();
                }
            }
        }
        return kept;
    }

    private static boolean isFollowed(Generation generation) {
        return switch (generation.state()) {
            case FOLLOWING -> true;
            case BUILDING -> generation.phase() == Generation.Phase.CATCHING_UP && !generation.paused();
            case FAILED, CANCELLED, RETIRED -> false;
        };
    }

    private String group(Generation generation) {
        return generation.number() == 1 ? config.group() : config.group() + "-g" + generation.number();
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
        changed.release();
        if (starter.isAlive() && !starter.join(STOPPING)) {
            starter.interrupt();
        }
        followers.values().forEach(Follower::close);
        watermarks.close();
        relay.close();
    }
}
