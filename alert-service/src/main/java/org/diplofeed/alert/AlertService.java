package org.diplofeed.alert;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.alert.delivery.DeliveryMetrics;
import org.diplofeed.alert.delivery.DeliverySettings;
import org.diplofeed.alert.delivery.DeliveryWorkers;
import org.diplofeed.alert.mail.LetterWriter;
import org.diplofeed.alert.mail.PostOffice;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.events.Topic;
import org.diplofeed.log.ParkedStreams;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.ReplayCheck;
import org.diplofeed.log.Topics;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.projection.ProjectionControl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts what runs beside the HTTP interface: workers at once, the projector when the broker can be reached. */
@ApplicationScoped
public class AlertService implements ProjectionControl {
    private static final Logger LOGGER = LoggerFactory.getLogger(AlertService.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private final AlertConfig config;
    private final KafkaConfig kafka;
    private final DataSource database;
    private final TargetClient targets;
    private final SecretBox secrets;
    private final PostOffice post;
    private final DeliveryMetrics metrics;
    private final AlertProjection projection = new AlertProjection();
    private final ParkedStreams parked;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable PartitionProjector projector;
    private volatile @Nullable DeliveryWorkers workers;
    private volatile @Nullable Thread starting;

    AlertService(
            AlertConfig config,
            KafkaConfig kafka,
            DataSource database,
            TargetClient targets,
            SecretBox secrets,
            PostOffice post,
            DeliveryMetrics metrics,
            MeterRegistry registry) {
        this.config = config;
        this.kafka = kafka;
        this.database = database;
        this.targets = targets;
        this.secrets = secrets;
        this.post = post;
        this.metrics = metrics;
        this.parked = new ParkedStreams(database, projection);
        registry.gauge("diplofeed.projection.lag", this, AlertService::lag);
    }

    void start(@Observes StartupEvent event) {
        workers = DeliveryWorkers.start(
                database, settings(), targets, secrets, post, new LetterWriter(config.publicUrl()), metrics);
        starting = Thread.ofVirtual().name("projection-start").start(this::startProjector);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        var thread = starting;
        if (thread != null) {
            thread.interrupt();
        }
        var reading = projector;
        if (reading != null) {
            reading.close();
        }
        var working = workers;
        if (working != null) {
            working.close();
        }
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
        var reading = projector;
        if (reading != null) {
            reading.resume();
        }
    }

    @Override
    public Optional<ReplayCheck> replayCheck() {
        return Optional.ofNullable(projector)
                .map(_ -> new ReplayCheck(
                        database,
                        KafkaConfig.clientSettings(kafka),
                        projection,
                        List.of(Topic.REFERENCE.name(kafka.topicPrefix()), Topic.SHIFTS.name(kafka.topicPrefix()))));
    }

    @Override
    public Optional<ProjectionProgress> progress() {
        return Optional.ofNullable(projector).map(PartitionProjector::progress);
    }

    private double lag() {
        return progress().map(ProjectionProgress::lag).orElse(-1L);
    }

    private void startProjector() {
        var reference = Topic.REFERENCE.name(kafka.topicPrefix());
        var topics = List.of(reference, Topic.SHIFTS.name(kafka.topicPrefix()));
        do {
            try {
                Topics.ensure(
                        KafkaConfig.clientSettings(kafka),
                        topics,
                        kafka.partitions(),
                        kafka.replication(),
                        kafka.timeout());
                projector = PartitionProjector.start(
                        database, KafkaConfig.clientSettings(kafka), projection, projectorSettings(topics, reference));
                return;
            } catch (RuntimeException e) {
                LOGGER.atWarn().addKeyValue("fault", e.getClass().getName()).log("the broker cannot be reached yet");
            }
        } while (!isStoppedWithin(BEFORE_NEXT_TRY));
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    private ProjectorSettings projectorSettings(List<String> topics, String reference) {
        var projection = config.projection();
        return ProjectorSettings.of(projection.group(), topics)
                .catchingUpFirst(List.of(reference))
                .withBatchSize(projection.batchSize())
                .withPoll(projection.poll());
    }

    private DeliverySettings settings() {
        var delivery = config.delivery();
        return new DeliverySettings(
                delivery.batch(),
                delivery.slots(),
                delivery.reservedSlots(),
                delivery.lease(),
                delivery.heartbeat(),
                delivery.concurrency(),
                delivery.reservedConcurrency(),
                delivery.breaker(),
                delivery.poll());
    }
}
