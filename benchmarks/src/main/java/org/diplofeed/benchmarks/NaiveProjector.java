package org.diplofeed.benchmarks;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.PartitionProjector;
import org.diplofeed.log.Projection;
import org.diplofeed.log.ProjectorSettings;

/** What a projector costs that only keeps the events: one row an event, no position, no index but the key. */
final class NaiveProjector implements Projection {
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private final String name;
    private final AtomicLong applied = new AtomicLong();

    private NaiveProjector(String name) {
        this.name = name;
    }

    /** Events a second, in batches of this size, over some seconds or until it has read everything. */
    static double rate(
            AgroalDataSource database, Map<String, Object> kafka, String topic, int batch, Duration time, long events)
            throws SQLException, IOException, InterruptedException {
        var projector = new NaiveProjector("naive" + batch);
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute("create table %s (id text primary key, recorded timestamptz, data text)"
                            .formatted(projector.name));
        }
        var settings =
                ProjectorSettings.of("bench." + projector.name, List.of(topic)).withBatchSize(batch);
        try (var _ = PartitionProjector.start(database, kafka, projector, settings)) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (projector.applied.get() == 0) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the projector of the baseline read nothing");
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos() / 2);
            long from = projector.applied.get();
            long began = System.nanoTime();
            while (System.nanoTime() - began < time.toNanos() && projector.applied.get() < events) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return (projector.applied.get() - from) * 1e9 / (System.nanoTime() - began);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into %s (id, recorded, data)
                select id, recorded::timestamptz, data from unnest(?::text[], ?::text[], ?::text[]) n (id, recorded, data)
                on conflict (id) do update set recorded = excluded.recorded, data = excluded.data
                """.formatted(name))) {
            upsert.setArray(
                    1,
                    connection.createArrayOf(
                            "text", entries.stream().map(LogEntry::streamId).toArray(String[]::new)));
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            entries.stream()
                                    .map(entry -> entry.recordedTime().toString())
                                    .toArray(String[]::new)));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            entries.stream()
                                    .map(entry -> new String(entry.payload(), StandardCharsets.UTF_8))
                                    .toArray(String[]::new)));
            upsert.executeUpdate();
        }
        applied.addAndGet(entries.size());
    }
}
