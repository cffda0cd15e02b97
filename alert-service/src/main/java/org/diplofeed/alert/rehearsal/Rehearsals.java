package org.diplofeed.alert.rehearsal;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.alert.alerts.Rehearsing;
import org.diplofeed.alert.alerts.Rehearsing.Page;
import org.diplofeed.alert.delivery.RehearsedDigests;
import org.diplofeed.alert.delivery.WorkerDatabase;
import org.diplofeed.alert.rehearsal.Rehearsal.State;
import org.diplofeed.alert.rehearsal.RehearsalRows.Due;
import org.diplofeed.alert.subscription.SortableId;

/** Begins, plays and ends rehearsals: each step is a transaction. */
@ApplicationScoped
class Rehearsals {
    /** Between two steps of one that has nothing left to tell by now. */
    static final Duration TICK = Duration.ofMillis(100);

    private static final int MOST_LISTED = 200;

    private final WorkerDatabase database;
    private final SecureRandom random = new SecureRandom();

    Rehearsals(DataSource database) {
        this.database = new WorkerDatabase(database);
    }

    /** How many events there are in that period. */
    long count(RehearsalDraft draft) throws SQLException {
        return database.run(connection -> Rehearsing.count(connection, draft.since(), draft.until()));
    }

    /** Whether it could begin: {@link Begun.Started} is never among the answers. */
    Optional<Begun> refusal(RehearsalDraft draft) throws SQLException {
        return database.run(connection -> refusal(connection, draft.subscriptionId()));
    }

    /** Begins to play. */
    Begun begin(RehearsalDraft draft, String operator, Instant now) throws SQLException {
        return database.transact(connection -> {
            var refusal = refusal(connection, draft.subscriptionId());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            long total = Rehearsing.count(connection, draft.since(), draft.until());
            return new RehearsalRows(connection)
                    .insert(SortableId.of("rh_", now.toEpochMilli(), random), draft, total, operator)
                    .<Begun>map(Begun.Started::new)
                    .orElseGet(Begun.Busy::new);
        });
    }

    Optional<Rehearsal> find(String id) throws SQLException {
        return database.run(connection -> new RehearsalRows(connection).find(id));
    }

    /** The newest first. */
    List<Rehearsal> list() throws SQLException {
        return database.run(connection -> new RehearsalRows(connection).list(MOST_LISTED));
    }

    /** Ends it where it is: what is queued is sent, what waits for a digest is not told. */
    Optional<Rehearsal> cancel(String id) throws SQLException {
        return database.transact(connection -> {
            var rows = new RehearsalRows(connection);
            if (rows.end(id, State.CANCELLED, "")) {
                var ended = rows.find(id);
                if (ended.isPresent()) {
                    new RehearsedDigests(connection, ended.get().subscriptionId()).drop();
                }
                return ended;
            }
            return rows.find(id);
        });
    }

    /**
     * Plays the next step of the rehearsal that has waited longest.
     *
     * @return how it stands then; empty when none is due, or another instance is at it
     */
    Optional<Rehearsal> step() throws SQLException {
        return database.transact(connection -> {
            var rows = new RehearsalRows(connection);
            var due = rows.due();
            if (due.isPresent()) {
                play(connection, rows, due.get());
                return rows.find(due.get().rehearsal().rehearsalId());
            }
            return Optional.empty();
        });
    }

    private static void play(Connection connection, RehearsalRows rows, Due due) throws SQLException {
        var rehearsal = due.rehearsal();
        var id = rehearsal.rehearsalId();
        var before = rehearsal.clock();
        var target = due.clock().saysAt(due.now());
        var digests = new RehearsedDigests(connection, rehearsal.subscriptionId());
        var page = new Rehearsing(connection, id, rehearsal.subscriptionId())
                .tell(due.place(), target, rehearsal.until(), clock -> digests.make(before, clock));
        if (page.isEmpty()) {
            rows.end(id, State.FAILED, "the sandbox is gone");
            return;
        }
        var reached = reached(page.get(), before, target);
        boolean whole = page.get().whole();
        if (whole) {
            digests.make(before, reached);
        }
        rows.step(id, page.get(), due.clock().stepped(reached, due.now()), whole ? TICK : Duration.ZERO);
        if (whole && reached.equals(rehearsal.until())) {
            digests.makeOfAll(reached);
            rows.end(id, State.DONE, "");
        }
    }

    private static Instant reached(Page page, Instant before, Instant target) {
        var told = page.place().recorded();
        return page.whole() ? target : told.isBefore(before) ? before : told;
    }

    private static Optional<Begun> refusal(Connection connection, String subscriptionId) throws SQLException {
        try (var select = WorkerDatabase.prepare(
                connection,
                "select sandbox, status = 'active' from subscription where subscription_id = ? for share")) {
            select.setString(1, subscriptionId);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.of(new Begun.Unknown());
                }
                if (!row.getBoolean(1)) {
                    return Optional.of(new Begun.InEarnest());
                }
                return row.getBoolean(2) ? Optional.empty() : Optional.of(new Begun.NotActive());
            }
        }
    }
}
