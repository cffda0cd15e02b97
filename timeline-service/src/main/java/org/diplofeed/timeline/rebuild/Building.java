package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LogReader;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Generation.Phase;
import org.diplofeed.timeline.generation.Generation.State;
import org.diplofeed.timeline.generation.GenerationDatabase;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.timeline.projection.ClaimFolding;
import org.diplofeed.timeline.projection.Folding;
import org.diplofeed.timeline.projection.PositionFolding;
import org.jspecify.annotations.Nullable;

/**
 * Builds one generation, from wherever an earlier attempt left off: each chunk and how far it goes are one transaction.
 * When it is done the generation holds what was first said, and everything else is caught up on as the live one does
 * it.
 */
final class Building {
    private static final int MAKERS = 2;

    private final DataSource pool;
    private final DataSource database;
    private final Generation generation;
    private final Map<String, Object> kafka;
    private final String topicPrefix;
    private final int chunk;
    private final Pace pace;
    private final boolean gentle;
    private volatile long workingSince = System.nanoTime();

    /** Where and how the log is read. */
    record Source(Map<String, Object> kafka, String topicPrefix) {}

    /** @param gentle whether it never takes more than one processor for itself and one for its database */
    Building(DataSource pool, Generation generation, Source source, int chunk, Pace pace, boolean gentle) {
        this.pool = pool;
        this.database = new GenerationDatabase(pool, generation.number());
        this.generation = generation;
        this.kafka = Map.copyOf(source.kafka());
        this.topicPrefix = source.topicPrefix();
        this.chunk = chunk;
        this.pace = pace;
        this.gentle = gentle;
    }

    /**
     * Builds as far as there is something to build.
     *
     * @throws Stopped when somebody paused or cancelled it
     */
    void run() throws SQLException, InterruptedException {
        var phase = generation.phase();
        while (phase != Phase.CATCHING_UP && phase != Phase.DONE) {
            var next = switch (phase) {
                case LOADING -> load();
                case FOLDING -> fold();
                case INDEXING -> index();
                case CATCHING_UP, DONE -> phase;
            };
            phase = transaction(connection -> {
                GenerationRows.phase(connection, generation.number(), next);
                return next;
            });
        }
    }

    /** One thing to do in a transaction. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** A transaction that is not made when the generation is not to be built on. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                requireWanted(connection);
                try (var statement = connection.createStatement()) {
                    // What is lost with a crash of the database is lost together with the place of it.
                    statement.execute("set local synchronous_commit = off");
                }
                var result = work.in(connection);
                long now = System.nanoTime();
                GenerationRows.worked(connection, generation.number(), Duration.ofNanos(now - workingSince));
                connection.commit();
                committed = true;
                workingSince = now;
                return result;
            } finally {
                if (!committed && !connection.isClosed()) {
                    connection.rollback();
                }
                if (!connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    private void requireWanted(Connection connection) throws SQLException {
        var now = GenerationRows.find(connection, generation.number());
        if (now.isEmpty() || now.get().state() != State.BUILDING || now.get().paused()) {
            throw new Stopped();
        }
    }

    private Phase load() throws SQLException, InterruptedException {
        Generations.migrate(pool, generation.number());
        try (var reader = LogReader.open(kafka, chunk)) {
            var ends = reader.ends(List.of(
                    Topic.REFERENCE.name(topicPrefix),
                    Topic.STATEMENTS.name(topicPrefix),
                    Topic.MEETINGS.name(topicPrefix)));
            transaction(connection -> {
                if (Places.of(connection, generation.number()).isEmpty()) {
                    Places.freeze(connection, generation.number(), ends);
                    Indexes.drop(connection, generation.number(), generation.schema());
                }
                return true;
            });
            new Loading(this, generation.number(), reader, Topic.STATEMENTS.name(topicPrefix), gentle ? 1 : MAKERS)
                    .run();
        }
        return Phase.FOLDING;
    }

    private Phase fold() throws SQLException {
        for (var folding : List.<Folding>of(new PositionFolding(generation.rules()), new ClaimFolding())) {
            var place = transaction(connection -> FoldPlace.of(connection, generation.number(), folding));
            if (!place.done()) {
                fold(folding, place.last());
            }
        }
        return Phase.INDEXING;
    }

    private void fold(Folding folding, @Nullable List<String> after) throws SQLException {
        try (var reader = database.getConnection()) {
            reader.setAutoCommit(false);
            try (var statement = reader.createStatement()) {
                statement.execute("set local work_mem = '64MB'");
                folding.fold(reader, after, chunk, (folded, last, parts) -> {
                    long started = workingSince;
                    transaction(connection -> {
                        folded.copy(connection);
                        FoldPlace.move(connection, generation.number(), folding, last, parts);
                        return true;
                    });
                    rest(Duration.ofNanos(System.nanoTime() - started));
                });
            } finally {
                reader.rollback();
                reader.setAutoCommit(true);
            }
        }
        transaction(connection -> {
            FoldPlace.end(connection, generation.number(), folding);
            return true;
        });
    }

    /** Lets others have the machine after so much work. */
    void rest(Duration work) {
        try {
            pace.after(work);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        workingSince = System.nanoTime();
    }

    private Phase index() throws SQLException {
        boolean more = true;
        while (more) {
            more = transaction(connection -> Indexes.makeNext(connection, generation.number(), gentle));
        }
        return transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("analyze " + String.join(", ", Indexes.TABLES));
            }
            handOver(connection);
            return Phase.CATCHING_UP;
        });
    }

    /** Where the projection goes on: behind what was copied, or at the first record that was left. */
    private void handOver(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into projection_offset (projection, topic, part, next_offset, owner_epoch, last_recorded)
                select 'timeline', topic, part, coalesce(left_at, next_offset), 1,
                       (select max(recorded) from learned where topic = 'STATEMENTS')
                  from public.generation_place
                 where generation = ? and topic = ?
                on conflict do nothing
                """)) {
            insert.setInt(1, generation.number());
            insert.setString(2, Topic.STATEMENTS.name(topicPrefix));
            insert.executeUpdate();
        }
    }
}
