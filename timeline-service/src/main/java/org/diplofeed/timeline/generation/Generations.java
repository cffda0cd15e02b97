package org.diplofeed.timeline.generation;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.diplofeed.log.StoredOffsets;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.TimelineProjection;
import org.flywaydb.core.Flyway;

/** The generations of this database: made and migrated before anybody asks for them. */
@ApplicationScoped
public class Generations {
    private static final int FIRST = 100; // before those who read
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final DataSource pool;
    private final List<Runnable> watching = new CopyOnWriteArrayList<>();

    Generations(DataSource pool) {
        this.pool = pool;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) throws SQLException {
        first(pool);
        for (var generation : all()) {
            if (generation.state().isKept()) {
                migrate(pool, generation.number());
            }
        }
    }

    /** Makes generation 1 and the pointer to it, where there is none yet. */
    public static void first(DataSource pool) throws SQLException {
        try (var connection = pool.getConnection();
                var insert = connection.prepareStatement("""
                        with first as (
                            insert into public.generation
                                   (number, state, phase, window_ms, points_to_confirm, started_by, ready_at)
                            values (1, 'FOLLOWING', 'DONE', ?, ?, 'timeline', clock_timestamp())
                            on conflict do nothing returning number)
                        insert into public.live_generation (generation) select number from first on conflict do nothing
                        """)) {
            insert.setLong(1, Rules.STANDARD.window().toMillis());
            insert.setInt(2, Rules.STANDARD.pointsToConfirm());
            insert.executeUpdate();
        }
    }

    /** Makes the schema of a generation, or brings it up to this version. */
    public static void migrate(DataSource pool, int generation) {
        Flyway.configure()
                .dataSource(pool)
                .schemas(Generation.schema(generation))
                .locations("db/feed-log/projection", "db/migration")
                .connectRetries(LONGEST_WAIT_SECONDS)
                .load()
                .migrate();
    }

    /** Drops the schema of a generation. */
    public static void drop(DataSource pool, int generation) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + Generation.schema(generation) + " cascade");
        }
    }

    /** How far a generation has read the log. */
    public static StoredOffsets offsets(int generation) {
        return new StoredOffsets(Generation.schema(generation), TimelineProjection.NAME);
    }

    /** All that there ever were. */
    public List<Generation> all() throws SQLException {
        try (var connection = pool.getConnection()) {
            return GenerationRows.all(connection);
        }
    }

    /** The live one's number. */
    public int live() throws SQLException {
        try (var connection = pool.getConnection()) {
            return GenerationRows.live(connection);
        }
    }

    /** The database as a generation sees it. */
    public DataSource database(int generation) {
        return new GenerationDatabase(pool, generation);
    }

    /** The database without a generation's schema: for what all share. */
    public DataSource shared() {
        return pool;
    }

    /** Is told when generations have changed here; a hint, for other instances change them too. */
    public void watch(Runnable watcher) {
        watching.add(watcher);
    }

    /** Tells those who watch. */
    public void changed() {
        watching.forEach(Runnable::run);
    }
}
