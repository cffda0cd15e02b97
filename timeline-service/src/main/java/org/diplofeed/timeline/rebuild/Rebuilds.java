package org.diplofeed.timeline.rebuild;

import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.events.Cause;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.Topic;
import org.diplofeed.log.StoredOffsets;
import org.diplofeed.timeline.follow.Following;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Generation.State;
import org.diplofeed.timeline.generation.GenerationDatabase;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.Differences;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.broker.KafkaConfig;
import org.jspecify.annotations.Nullable;

/** What operators do with generations. Each call is one transaction; what cannot be done is a problem. */
@ApplicationScoped
class Rebuilds {
    private final Generations generations;
    private final Rebuilder rebuilder;
    private final Following following;
    private final RebuildConfig config;
    private final String statements;
    private final String shifts;

    Rebuilds(
            Generations generations,
            Rebuilder rebuilder,
            Following following,
            RebuildConfig config,
            KafkaConfig kafka) {
        this.generations = generations;
        this.rebuilder = rebuilder;
        this.following = following;
        this.config = config;
        this.statements = Topic.STATEMENTS.name(kafka.topicPrefix());
        this.shifts = Topic.SHIFTS.name(kafka.topicPrefix());
    }

    List<RebuildAnswer> list() throws SQLException {
        try (var connection = generations.shared().getConnection()) {
            var answers = new ArrayList<RebuildAnswer>();
            for (var generation : GenerationRows.all(connection)) {
                answers.add(answer(connection, generation));
            }
            return List.copyOf(answers);
        }
    }

    RebuildAnswer get(int number) throws SQLException {
        try (var connection = generations.shared().getConnection()) {
            return answer(connection, GenerationRows.find(connection, number).orElseThrow(Rebuilds::unknown));
        }
    }

    /** Begins one. */
    RebuildAnswer start(Rules rules, @Nullable Double budget, String by) throws SQLException {
        int number = transaction(connection -> {
            try (var lock = connection.prepareStatement("select from public.live_generation for update")) {
                lock.execute(); // two that start at once get different numbers, and one of them is refused
            }
            if (GenerationRows.all(connection).stream().anyMatch(other -> other.state() == State.BUILDING)) {
                throw new ProblemException(CONFLICT, "A generation is being built; one at a time.");
            }
            return GenerationRows.add(connection, rules, budget, by);
        });
        generations.changed();
        return get(number);
    }

    RebuildAnswer pause(int number, boolean paused) throws SQLException {
        return change(number, (connection, generation) -> {
            require(generation.state() == State.BUILDING, "Only what is being built can be paused.");
            GenerationRows.pause(connection, number, paused);
        });
    }

    /** Gives up what is being built, or has failed, and deletes it. */
    RebuildAnswer cancel(int number) throws SQLException {
        change(number, (connection, generation) -> {
            require(
                    generation.state() == State.BUILDING || generation.state() == State.FAILED,
                    "Only what is being built can be cancelled.");
            GenerationRows.end(connection, number, State.CANCELLED, generation.fault());
        });
        Generations.drop(generations.shared(), number);
        return get(number);
    }

    /** Deletes one that is not live. */
    RebuildAnswer retire(int number) throws SQLException {
        change(number, (connection, generation) -> {
            require(generation.state() == State.FOLLOWING, "Only a generation that follows the log can be retired.");
            require(GenerationRows.live(connection) != number, "The live generation cannot be retired.");
            GenerationRows.end(connection, number, State.RETIRED, null);
        });
        Generations.drop(generations.shared(), number);
        return get(number);
    }

    /** Compares one with the live one, both at the same place of the log, and keeps the report. */
    Comparison compare(int number, String by) throws SQLException {
        followed(number);
        var database = new GenerationDatabase(generations.shared(), number);
        try (var snapshot = database.getConnection()) {
            snapshot.setAutoCommit(false);
            try {
                int live = hold(number, (_, now) -> {
                    try (var begin = snapshot.createStatement()) {
                        begin.execute("set transaction isolation level repeatable read, read only");
                        begin.execute("select from public.live_generation"); // from here on it sees nothing new
                    }
                    return now;
                });
                var comparison = Comparing.of(snapshot, live, number, by);
                keep(comparison);
                return comparison;
            } finally {
                snapshot.rollback();
                snapshot.setAutoCommit(true);
            }
        }
    }

    /** The report that was made last. */
    Comparison compared(int number) throws SQLException {
        try (var connection = generations.shared().getConnection();
                var select = connection.prepareStatement("""
                        select report::text from public.comparison where generation = ? order by made_at desc limit 1
                        """)) {
            select.setInt(1, number);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    throw new ProblemException(NOT_FOUND, "It was not compared yet.");
                }
                return FeedJson.mapper().readValue(rows.getString(1), Comparison.class);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report cannot be read", e);
        }
    }

    /**
     * Makes one live, and tells what that changes of what was told.
     *
     * @param digest of the differences that are approved
     * @param aloud whether they are told, or kept without a word
     */
    RebuildAnswer approve(int number, String digest, boolean aloud, String by) throws SQLException {
        followed(number);
        flip(number, Optional.of(digest), aloud, by, "APPROVED");
        return get(number);
    }

    /**
     * Makes the one live again that was live before.
     *
     * @param number the one that is live
     * @param digest of the differences that are expected; empty whatever they are
     */
    RebuildAnswer rollBack(int number, Optional<String> digest, boolean aloud, String by) throws SQLException {
        int previous = previous(number);
        followed(previous);
        flip(previous, digest, aloud, by, "ROLLED_BACK");
        return get(previous);
    }

    private int previous(int number) throws SQLException {
        try (var connection = generations.shared().getConnection()) {
            require(GenerationRows.live(connection) == number, "It is not live.");
            return GenerationRows.previous(connection)
                    .orElseThrow(() -> new ProblemException(CONFLICT, "No other generation was live before."));
        }
    }

    private void flip(int number, Optional<String> digest, boolean aloud, String by, String why) throws SQLException {
        hold(number, (connection, live) -> {
            require(live != number, "It is live already.");
            var generation = GenerationRows.lock(connection, number).orElseThrow(Rebuilds::unknown);
            require(generation.state() == State.FOLLOWING, "It does not follow the log any more.");
            var differences = Differences.read(connection, Generation.schema(number), Generation.schema(live));
            require(
                    digest.isEmpty() || digest.get().equals(differences.digest()),
                    "What would change is not what was compared any more; compare again.");
            var at = now(connection, live);
            if (!differences.none()) {
                try (var path = connection.createStatement()) {
                    path.execute("set local search_path = " + GenerationDatabase.path(number));
                }
                var cause = new Cause(
                        "generation-" + number + "-" + at,
                        "diplofeed.generation.changed",
                        Generation.schema(number),
                        at,
                        why,
                        by);
                differences.tell(connection, shifts, generation.rules(), aloud, cause, at);
            }
            GenerationRows.makeLive(connection, number, differences.none() ? null : at);
            return live;
        });
        following.published();
        generations.changed();
    }

    /** Now, and not before anything that is known: what was answered about then stays as it is. */
    private static Instant now(Connection connection, int live) throws SQLException {
        try (var select = connection.prepareStatement("select greatest(clock_timestamp(), max(last_recorded)) from "
                        + Generation.schema(live) + ".projection_offset");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private <T> T hold(int number, Hold.Work<T> work) throws SQLException {
        try {
            return Hold.both(generations.shared(), number, config.longestHold(), work);
        } catch (StoredOffsets.Behind behind) {
            throw new ProblemException(
                    UNAVAILABLE, "It is " + behind.events() + " events behind the live one; wait until it follows.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProblemException(UNAVAILABLE, "The service stops.");
        }
    }

    private void followed(int number) throws SQLException {
        try (var connection = generations.shared().getConnection()) {
            var generation = GenerationRows.find(connection, number).orElseThrow(Rebuilds::unknown);
            require(
                    generation.state() == State.FOLLOWING,
                    "It does not follow the log; it is " + generation.state() + ".");
        }
    }

    private void keep(Comparison comparison) throws SQLException {
        try (var connection = generations.shared().getConnection();
                var insert = connection.prepareStatement("""
                        insert into public.comparison (generation, digest, made_by, report) values (?, ?, ?, ?::jsonb)
                        on conflict (generation, digest) do update
                           set made_at = excluded.made_at, made_by = excluded.made_by, report = excluded.report
                        """)) {
            insert.setInt(1, comparison.generation());
            insert.setString(2, comparison.digest());
            insert.setString(3, comparison.madeBy());
            insert.setString(4, FeedJson.mapper().writeValueAsString(comparison));
            insert.executeUpdate();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report cannot be written", e);
        }
    }

    private RebuildAnswer answer(Connection connection, Generation generation) throws SQLException {
        int live = GenerationRows.live(connection);
        boolean there = generation.state().isKept() && generation.phase().follows();
        long behind = generation.number() == live || !there
                ? 0
                : StoredOffsets.behind(
                        Generations.offsets(generation.number()).read(connection),
                        Generations.offsets(live).read(connection));
        var progress = there || generation.state() == State.BUILDING
                ? Progress.of(connection, generation, statements)
                : new Progress(0, 0, Duration.ZERO);
        double share = rebuilder.share(generation);
        return new RebuildAnswer(
                generation.number(),
                generation.state(),
                generation.phase(),
                generation.number() == live,
                generation.number() == live
                        ? GenerationRows.previous(connection).orElse(null)
                        : null,
                generation.paused(),
                RulesAnswer.of(generation.rules()),
                share,
                progress.done(),
                progress.total(),
                progress.percent(),
                progress.perSecond(),
                progress.etaSeconds(generation, share),
                behind,
                generation.startedBy(),
                generation.startedAt(),
                generation.readyAt(),
                generation.endedAt(),
                generation.fault());
    }

    private interface Change {
        void of(Connection connection, Generation generation) throws SQLException;
    }

    private RebuildAnswer change(int number, Change change) throws SQLException {
        transaction(connection -> {
            change.of(connection, GenerationRows.lock(connection, number).orElseThrow(Rebuilds::unknown));
            return number;
        });
        generations.changed();
        return get(number);
    }

    private <T> T transaction(Building.Work<T> work) throws SQLException {
        try (var connection = generations.shared().getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.in(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProblemException(CONFLICT, otherwise);
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(NOT_FOUND, "There is no such generation.");
    }
}
