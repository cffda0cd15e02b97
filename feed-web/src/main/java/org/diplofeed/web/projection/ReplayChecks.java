package org.diplofeed.web.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.events.FeedJson;
import org.diplofeed.log.ReplayCheck.Part;
import org.diplofeed.log.ReplayCheck.Report;
import org.diplofeed.log.Transactions;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Checks that were begun, of all instances: the rows of {@code replay_check}. One whose instance has not been heard of
 * for a minute is over.
 */
final class ReplayChecks {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 200;
    private static final int MOST_DIGITS = 18;

    private final DataSource database;

    ReplayChecks(DataSource database) {
        this.database = database;
    }

    /** How a check stands. */
    @Schema(name = "ReplayCheckState")
    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        /** The broker or the database did not answer, or the instance that ran it is gone. */
        FAILED
    }

    /**
     * A check, as an operation.
     *
     * @param total offsets to look at; null until that is known
     * @param done how many of them were looked at
     * @param report what would come of it, once it is done
     * @param fault why it failed, never content
     * @param operator who began it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReplayCheck")
    record Check(
            String id,
            String projection,
            Part part,
            State state,
            @Nullable Long total,
            long done,
            @Nullable Report report,
            @Nullable String fault,
            String operator,
            Instant begunAt,
            @Nullable Instant endedAt) {}

    /** Begins one; empty while another of that projection runs. */
    Optional<Check> begin(String projection, Part part, String operator) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            settle(connection);
            forget(connection);
            try (var insert = connection.prepareStatement("""
                    insert into replay_check (projection, part, state, operator) values (?, ?::jsonb, 'RUNNING', ?)
                    on conflict (projection) where state = 'RUNNING' do nothing returning *
                    """)) {
                insert.setString(1, projection);
                insert.setString(2, FeedJson.mapper().valueToTree(part).toString());
                insert.setString(3, operator);
                return read(insert).stream().findFirst();
            }
        });
    }

    /** The newest first. */
    List<Check> list() throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            settle(connection);
            try (var select = connection.prepareStatement("select * from replay_check order by id desc")) {
                return read(select);
            }
        });
    }

    /** The one of this id. */
    Optional<Check> find(String id) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            settle(connection);
            return find(connection, id);
        });
    }

    /** Ends one where it is, if it runs: how it stands then. */
    Optional<Check> cancel(String id) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            settle(connection);
            end(connection, id, State.CANCELLED, null, null);
            return find(connection, id);
        });
    }

    /** Keeps how far one is: whether it is still to go on. */
    boolean isWantedAt(String id, long done, long total) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            try (var update = connection.prepareStatement("""
                    update replay_check set done = ?, total = ?, beat_at = clock_timestamp()
                     where id = ?::bigint and state = 'RUNNING'
                    """)) {
                update.setLong(1, done);
                update.setLong(2, total);
                update.setString(3, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Keeps what came of one, unless it was cancelled. */
    void done(String id, Report report) throws SQLException {
        Transactions.run(database, TIMEOUT, connection -> end(connection, id, State.DONE, report, null));
    }

    /** Keeps that one failed, unless it was cancelled. */
    void failed(String id, String fault) throws SQLException {
        Transactions.run(database, TIMEOUT, connection -> end(connection, id, State.FAILED, null, fault));
    }

    private static boolean end(
            Connection connection, String id, State state, @Nullable Report report, @Nullable String fault)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update replay_check
                   set state = ?, report = ?::jsonb, fault = ?, ended_at = clock_timestamp(),
                       done = case when ? = 'DONE' then coalesce(total, done) else done end
                 where id = ?::bigint and state = 'RUNNING'
                """)) {
            update.setString(1, state.name());
            update.setString(
                    2,
                    report == null
                            ? null
                            : FeedJson.mapper().valueToTree(report).toString());
            update.setString(3, fault);
            update.setString(4, state.name());
            update.setString(5, id);
            return isId(id) && update.executeUpdate() == 1;
        }
    }

    private static void settle(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement("""
                update replay_check
                   set state = 'FAILED', fault = 'the instance that ran it is gone', ended_at = clock_timestamp()
                 where state = 'RUNNING' and beat_at < clock_timestamp() - ? * interval '1 millisecond'
                """)) {
            update.setLong(1, SILENCE.toMillis());
            update.executeUpdate();
        }
    }

    private static void forget(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement("""
                delete from replay_check where state <> 'RUNNING' and id <=
                    (select id from replay_check order by id desc offset ? limit 1)
                """)) {
            delete.setInt(1, MOST_KEPT - 1);
            delete.executeUpdate();
        }
    }

    private static Optional<Check> find(Connection connection, String id) throws SQLException {
        if (!isId(id)) {
            return Optional.empty();
        }
        try (var select = connection.prepareStatement("select * from replay_check where id = ?::bigint")) {
            select.setString(1, id);
            return read(select).stream().findFirst();
        }
    }

    /** Others are nobody's. */
    private static boolean isId(String id) {
        return id.length() <= MOST_DIGITS && id.matches("[0-9]+");
    }

    private static List<Check> read(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var checks = new ArrayList<Check>();
            while (rows.next()) {
                checks.add(check(rows));
            }
            return checks;
        }
    }

    private static Check check(ResultSet row) throws SQLException {
        var total = row.getObject("total", Long.class);
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Check(
                row.getString("id"),
                row.getString("projection"),
                json(row.getString("part"), Part.class),
                State.valueOf(row.getString("state")),
                total,
                row.getLong("done"),
                row.getString("report") == null ? null : json(row.getString("report"), Report.class),
                row.getString("fault"),
                row.getString("operator"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static <T> T json(String text, Class<T> type) {
        try {
            return FeedJson.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was kept of a check cannot be read", e);
        }
    }
}
