package org.diplofeed.timeline.follow;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.events.Topic;
import org.diplofeed.log.ParkedStreams;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.ProjectionProgress;
import org.diplofeed.log.ProjectorSettings;
import org.diplofeed.log.ReplayCheck;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Role;
import org.diplofeed.timeline.projection.TimelineProjection;
import org.diplofeed.web.broker.KafkaConfig;
import org.jspecify.annotations.Nullable;

/** One generation and what keeps it up with the log. */
final class Follower implements AutoCloseable {
    private final DataSource database;
    private final TimelineProjection projection;
    private final ParkedStreams parked;
    private volatile @Nullable PartitionProjector projector;

    Follower(Generation generation, DataSource database, KafkaConfig kafka, Runnable told) {
        this.database = database;
        this.projection = new TimelineProjection(
                Topic.SHIFTS.name(kafka.topicPrefix()), generation.rules(), told, new Role(generation.number()));
        this.parked = new ParkedStreams(database, projection);
    }

    ParkedStreams parked() {
        return parked;
    }

    Optional<ProjectionProgress> progress() {
        var running = projector;
        return running == null ? Optional.empty() : Optional.of(running.progress());
    }

    void resume() {
        var running = projector;
        if (running != null) {
            running.resume();
        }
    }

    /** What tells what would come of reading a part of the log anew; empty while it does not read. */
    Optional<ReplayCheck> replayCheck(KafkaConfig kafka, List<String> topics) {
        return Optional.ofNullable(projector)
                .map(_ -> new ReplayCheck(database, KafkaConfig.clientSettings(kafka), projection, topics));
    }

    /** Starts reading, unless it does already; the topics are there. */
    void read(KafkaConfig kafka, String group, List<String> topics, FollowConfig config) {
        if (projector == null) {
            projector = PartitionProjector.start(
                    database,
                    KafkaConfig.clientSettings(kafka),
                    projection,
                    ProjectorSettings.of(group, topics)
                            .catchingUpFirst(List.of(Topic.REFERENCE.name(kafka.topicPrefix())))
                            .withBatchSize(config.batchSize())
                            .withWorkers(config.workers()));
        }
    }

    @Override
    public void close() {
        var running = projector;
        if (running != null) {
            running.close();
        }
    }
}
