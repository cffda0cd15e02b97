package org.diplofeed.alert.rebuild;

import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.alert.rebuild.Rebuild.State;
import org.diplofeed.log.StoredOffsets;
import org.diplofeed.log.Transactions;
import org.diplofeed.log.Transactions.Work;
import org.diplofeed.web.ProblemException;

/** What operators do with rebuilds. What cannot be done is a problem. */
@ApplicationScoped
class Rebuilds {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final DataSource database;
    private final Rebuilder rebuilder;
    private final RebuildConfig config;

    Rebuilds(DataSource database, Rebuilder rebuilder, RebuildConfig config) {
        this.database = database;
        this.rebuilder = rebuilder;
        this.config = config;
    }

    List<RebuildAnswer> list() throws SQLException {
        try (var connection = database.getConnection()) {
            var answers = new ArrayList<RebuildAnswer>();
            for (var rebuild : new RebuildRows(connection).all()) {
                answers.add(answer(connection, rebuild));
            }
            return List.copyOf(answers);
        }
    }

    RebuildAnswer get(int number) throws SQLException {
        try (var connection = database.getConnection()) {
            return answer(connection, new RebuildRows(connection).find(number).orElseThrow(Rebuilds::unknown));
        }
    }

    /** Begins one. */
    RebuildAnswer start(String by) throws SQLException {
        int number = transaction(connection -> {
            var rows = new RebuildRows(connection);
            require(
                    rows.all().stream().noneMatch(other -> other.state() == State.BUILDING),
                    "A rebuild is under way; one at a time.");
            return rows.add(by);
        });
        rebuilder.wake();
        return get(number);
    }

    RebuildAnswer pause(int number, boolean paused) throws SQLException {
        change(
                number,
                List.of(State.BUILDING),
                "Only what is under way can be paused.",
                (rows, rebuild) -> rows.pause(number, paused));
        if (!paused) {
            rebuilder.resume(number);
        }
        return get(number);
    }

    /** Gives up what is under way, and deletes its rows. */
    RebuildAnswer cancel(int number) throws SQLException {
        change(
                number,
                List.of(State.BUILDING),
                "Only what is under way can be cancelled.",
                (rows, rebuild) -> rows.end(number, State.CANCELLED));
        return dropped(number);
    }

    /** Deletes the rows of one; what it has replaced cannot be put back any more. */
    RebuildAnswer retire(int number) throws SQLException {
        change(
                number,
                List.of(State.FOLLOWING, State.APPROVED),
                "Only what has read the log can be retired.",
                (rows, rebuild) -> rows.end(number, State.RETIRED));
        return dropped(number);
    }

    /** Compares one with what is there, both at the same place of the log, and keeps the report. */
    Comparison compare(int number, String by) throws SQLException {
        var rebuild = following(number);
        try (var snapshot = database.getConnection()) {
            snapshot.setAutoCommit(false);
            try {
                hold(rebuild, _ -> {
                    // From here on it sees nothing new, and reading goes on meanwhile.
                    DerivedTable.execute(snapshot, """
                            set transaction isolation level repeatable read, read only;
                            select from rebuild limit 1
                            """);
                    return rebuild;
                });
                var report = Differences.of(snapshot, rebuild).report(by);
                transaction(connection -> {
                    new RebuildRows(connection).keep(report);
                    return report;
                });
                return report;
            } finally {
                snapshot.rollback();
                snapshot.setAutoCommit(true);
            }
        }
    }

    /** The report that was made last. */
    Comparison compared(int number) throws SQLException {
        try (var connection = database.getConnection()) {
            return new RebuildRows(connection)
                    .compared(number)
                    .orElseThrow(() -> new ProblemException(NOT_FOUND, "It was not compared yet."));
        }
    }

    /**
     * Puts what one has found in the place of what differs from it. Nobody is told.
     *
     * @param digest of the differences that are approved
     */
    RebuildAnswer approve(int number, String digest) throws SQLException {
        hold(following(number), connection -> {
            var rows = new RebuildRows(connection);
            var rebuild = rows.lock(number).orElseThrow(Rebuilds::unknown);
            require(rebuild.state() == State.FOLLOWING, "It does not follow the log any more.");
            var differences = Differences.of(connection, rebuild);
            require(
                    digest.equals(differences.digest()),
                    "What would change is not what was compared any more; compare again.");
            differences.keep();
            for (var table : DerivedTable.ALL) {
                table.replace(connection, rebuild.schema());
            }
            rows.approve(number, true);
            return rebuild;
        });
        rebuilder.wake();
        return get(number);
    }

    /** Puts back what an approval has replaced, where nothing has come since. */
    RebuildAnswer rollBack(int number) throws SQLException {
        transaction(connection -> {
            Rebuild.LIVE.hold(connection);
            var rows = new RebuildRows(connection);
            var rebuild = rows.lock(number).orElseThrow(Rebuilds::unknown);
            require(rebuild.state() == State.APPROVED, "It was not approved.");
            for (var table : DerivedTable.ALL) {
                table.putBack(connection, rebuild.schema());
            }
            rows.approve(number, false);
            return rebuild;
        });
        rebuilder.wake();
        return get(number);
    }

    private Rebuild following(int number) throws SQLException {
        try (var connection = database.getConnection()) {
            var rebuild = new RebuildRows(connection).find(number).orElseThrow(Rebuilds::unknown);
            require(
                    rebuild.state() == State.FOLLOWING,
                    "It does not follow the log; it is " + rebuild.state().name() + ".");
            return rebuild;
        }
    }

    /** Brings the rebuild to where the service's reading is held, and holds it as well. */
    private <T> T hold(Rebuild rebuild, Work<T, RuntimeException> work) throws SQLException {
        return Transactions.run(database, LONGEST, connection -> {
            var place = Rebuild.LIVE.hold(connection);
            try {
                rebuild.offsets().holdAt(connection, place, config.longestHold());
            } catch (StoredOffsets.Behind behind) {
                throw new ProblemException(
                        UNAVAILABLE, "It is " + behind.events() + " events behind; wait until it follows.");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new ProblemException(UNAVAILABLE, "The service stops.");
            }
            return work.run(connection);
        });
    }

    private <T> T transaction(Work<T, RuntimeException> work) throws SQLException {
        return Transactions.run(database, LONGEST, work);
    }

    private interface Change {
        void of(RebuildRows rows, Rebuild rebuild) throws SQLException;
    }

    private void change(int number, List<State> in, String otherwise, Change change) throws SQLException {
        transaction(connection -> {
            var rows = new RebuildRows(connection);
            var rebuild = rows.lock(number).orElseThrow(Rebuilds::unknown);
            require(in.contains(rebuild.state()), otherwise);
            change.of(rows, rebuild);
            return rebuild;
        });
        rebuilder.wake();
    }

    private RebuildAnswer dropped(int number) throws SQLException {
        transaction(connection -> {
            var rows = new RebuildRows(connection);
            var rebuild = rows.find(number).orElseThrow(Rebuilds::unknown);
            rows.drop(rebuild);
            return rebuild;
        });
        return get(number);
    }

    private RebuildAnswer answer(Connection connection, Rebuild rebuild) throws SQLException {
        var rows = new RebuildRows(connection);
        return RebuildAnswer.of(
                rebuild,
                rows.read(rebuild),
                rows.total(rebuild),
                rows.millis(rebuild),
                rebuild.state().reads()
                        ? StoredOffsets.behind(rebuild.offsets().read(connection), Rebuild.LIVE.read(connection))
                        : 0,
                rebuilder.fault(rebuild.number()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProblemException(CONFLICT, otherwise);
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(NOT_FOUND, "There is no such rebuild.");
    }
}
