package org.diplofeed.web.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.diplofeed.log.ProjectionProgress.PartitionProgress;
import org.diplofeed.log.ProjectionProgress.State;
import org.diplofeed.web.metric.Lookout;

/** How far the log is read, by topic, and what is parked; looked up now and then, and not when somebody asks. */
@ApplicationScoped
class ProjectionMeters {
    private final Projections projections;
    private final MultiGauge lag;
    private final MultiGauge behind;
    private final MultiGauge parked;
    private final MultiGauge oldest;
    private final MultiGauge running;
    private final Lookout lookout = new Lookout("projection-meters", this::look);

    ProjectionMeters(Projections projections, MeterRegistry registry) {
        this.projections = projections;
        this.lag = MultiGauge.builder("diplofeed.projection.topic.lag")
                .description("Events on the topic that are not projected yet, over this instance's partitions")
                .register(registry);
        this.behind = MultiGauge.builder("diplofeed.projection.topic.behind")
                .description("How long ago what was projected last was recorded, of the partition that is furthest "
                        + "behind; 0 where nothing waits")
                .baseUnit("seconds")
                .register(registry);
        this.parked = MultiGauge.builder("diplofeed.parked.streams")
                .description("Streams that the projection could not go on with, of all instances")
                .register(registry);
        this.oldest = MultiGauge.builder("diplofeed.parked.oldest.age")
                .description("For how long the stream parked first is parked; 0 for none")
                .baseUnit("seconds")
                .register(registry);
        this.running = MultiGauge.builder("diplofeed.projection.running")
                .description(
                        "1 while the projection goes on, 0 while it waits, has tripped or has not reached the broker")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        if (!projections.all().isEmpty()) {
            lookout.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        lookout.close();
    }

    private void look() throws SQLException {
        var lags = new ArrayList<Row<?>>();
        var behinds = new ArrayList<Row<?>>();
        var states = new ArrayList<Row<?>>();
        for (var projection : projections.all()) {
            var progress = projection.progress();
            states.add(Row.of(
                    named(projection),
                    progress.filter(now -> now.state() == State.RUNNING || now.state() == State.CATCHING_UP_FIRST)
                                    .isPresent()
                            ? 1
                            : 0));
            var topics = new HashMap<String, List<PartitionProgress>>();
            progress.ifPresent(now -> now.partitions()
                    .forEach(partition -> topics.computeIfAbsent(partition.topic(), _ -> new ArrayList<>())
                            .add(partition)));
            topics.forEach((topic, partitions) -> {
                var tags = named(projection).and("topic", topic);
                lags.add(Row.of(
                        tags,
                        partitions.stream().mapToLong(p -> Math.max(0, p.lag())).sum()));
                behinds.add(Row.of(tags, secondsBehind(partitions, Instant.now())));
            });
        }
        lag.register(lags, true);
        behind.register(behinds, true);
        running.register(states, true);
        lookForParked();
    }

    private void lookForParked() throws SQLException {
        var counts = new ArrayList<Row<?>>();
        var ages = new ArrayList<Row<?>>();
        for (var projection : projections.all()) {
            counts.add(Row.of(named(projection), projection.parked().count()));
            var since = projection.parked().list(1).stream().findFirst().map(stream -> stream.parkedAt());
            ages.add(Row.of(
                    named(projection),
                    since.map(time -> seconds(Duration.between(time, Instant.now())))
                            .orElse(0.0)));
        }
        parked.register(counts, true);
        oldest.register(ages, true);
    }

    /** Nobody waits at a partition without lag, however long ago its last event was recorded. */
    static double secondsBehind(List<PartitionProgress> partitions, Instant now) {
        double most = 0;
        for (var partition : partitions) {
            var last = partition.lastRecorded();
            if (partition.lag() > 0 && last != null) {
                most = Math.max(most, seconds(Duration.between(last, now)));
            }
        }
        return most;
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toMillis() / 1000.0);
    }

    private static Tags named(ProjectionControl projection) {
        return Tags.of("projection", projection.name());
    }
}
