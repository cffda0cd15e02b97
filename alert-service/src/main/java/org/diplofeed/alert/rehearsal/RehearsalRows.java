package org.diplofeed.alert.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.alert.alerts.Rehearsing.Page;
import org.diplofeed.alert.alerts.Rehearsing.Place;
import org.diplofeed.alert.delivery.WorkerDatabase;
import org.diplofeed.alert.rehearsal.Rehearsal.State;

/** The rows of {@code rehearsal}. */
final class RehearsalRows {
    private static final double TENTHS_OF_PERCENT = 1_000;

    private final Connection connection;

    RehearsalRows(Connection connection) {
        this.connection = connection;
    }

    /** One whose next step is due, locked, with the database's time. */
    record Due(Rehearsal rehearsal, RehearsalClock clock, Place place, Instant now) {}

    /** Keeps a new one; empty when another is played into that sandbox. */
    Optional<Rehearsal> insert(String id, RehearsalDraft draft, long total, String operator) throws SQLException {
        try (var insert = WorkerDatabase.prepare(connection, """
                insert into rehearsal (rehearsal_id, subscription_id, since, until, speed, state, total, clock, told_recorded, operator)
                values (?, ?, ?, ?, ?, 'RUNNING', ?, ?, ?, ?)
                on conflict (subscription_id) where state = 'RUNNING' do nothing returning *
                """)) {
            insert.setString(1, id);
            insert.setString(2, draft.subscriptionId());
            insert.setObject(3, utc(draft.since()));
            insert.setObject(4, utc(draft.until()));
            insert.setDouble(5, draft.speed());
            insert.setLong(6, total);
            insert.setObject(7, utc(draft.since()));
            insert.setObject(8, utc(draft.since()));
            insert.setString(9, operator);
            return one(insert);
        }
    }

    Optional<Rehearsal> find(String id) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, "select * from rehearsal where rehearsal_id = ?")) {
            select.setString(1, id);
            return one(select);
        }
    }

    /** The newest first. */
    List<Rehearsal> list(int most) throws SQLException {
        try (var select = WorkerDatabase.prepare(
                connection, "select * from rehearsal order by created_at desc, rehearsal_id limit ?")) {
            select.setInt(1, most);
            return read(select);
        }
    }

    /** The one that has waited longest for its next step, unless another instance is at it. */
    Optional<Due> due() throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, """
                        select *, clock_timestamp() as now from rehearsal
                         where state = 'RUNNING' and due <= clock_timestamp() order by due limit 1 for update skip locked
                        """);
                var row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            var rehearsal = rehearsal(row);
            return Optional.of(new Due(
                    rehearsal,
                    new RehearsalClock(
                            rehearsal.clock(), rehearsal.until(), rehearsal.speed(), instant(row, "stepped_at")),
                    new Place(instant(row, "told_recorded"), row.getString("told_event")),
                    instant(row, "now")));
        }
    }

    /** Keeps what a step came to. */
    void step(String id, Page page, RehearsalClock clock, Duration pause) throws SQLException {
        try (var update = WorkerDatabase.prepare(connection, """
                update rehearsal
                   set clock = ?, told_recorded = ?, told_event = ?, done = done + ?, alerts = alerts + ?, stepped_at = ?,
                       due = clock_timestamp() + ? * interval '1 millisecond'
                 where rehearsal_id = ?
                """)) {
            update.setObject(1, utc(clock.says()));
            update.setObject(2, utc(page.place().recorded()));
            update.setString(3, page.place().eventId());
            update.setLong(4, page.events());
            update.setLong(5, page.alerts());
            update.setObject(6, utc(clock.at()));
            update.setLong(7, pause.toMillis());
            update.setString(8, id);
            update.executeUpdate();
        }
    }

    /** Ends it, if it runs. */
    boolean end(String id, State state, String fault) throws SQLException {
        try (var update = WorkerDatabase.prepare(connection, """
                update rehearsal set state = ?, fault = nullif(?, ''), finished_at = clock_timestamp()
                 where rehearsal_id = ? and state = 'RUNNING'
                """)) {
            update.setString(1, state.name());
            update.setString(2, fault);
            update.setString(3, id);
            return update.executeUpdate() == 1;
        }
    }

    private static Optional<Rehearsal> one(PreparedStatement statement) throws SQLException {
        return read(statement).stream().findFirst();
    }

    private static List<Rehearsal> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var read = new ArrayList<Rehearsal>();
            while (rows.next()) {
                read.add(rehearsal(rows));
            }
            return read;
        }
    }

    private static Rehearsal rehearsal(ResultSet row) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var since = instant(row, "since");
        var until = instant(row, "until");
        var says = instant(row, "clock");
        var clock = new RehearsalClock(says, until, row.getDouble("speed"), since);
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        double passed = (double) Duration.between(since, says).toMillis()
                / Math.max(1, Duration.between(since, until).toMillis());
        return new Rehearsal(
                row.getString("rehearsal_id"),
                row.getString("subscription_id"),
                state,
                since,
                until,
                clock.speed(),
                says,
                Math.floor(Math.min(1, passed) * TENTHS_OF_PERCENT) / 10,
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("alerts"),
                state == State.RUNNING ? clock.left().toSeconds() : null,
                row.getString("fault"),
                row.getString("operator"),
                instant(row, "created_at"),
                finished == null ? null : finished.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
