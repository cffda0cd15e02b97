package org.diplofeed.web.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/** Tables {@code operator_action} and {@code operator_outcome}. */
final class OperatorActionRows {
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private OperatorActionRows() {}

    /** Which actions: null for any. */
    record Filter(
            @Nullable String operator,
            @Nullable String action,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Long before) {}

    static long begin(
            Connection connection,
            String operator,
            String action,
            @Nullable String target,
            @Nullable String reason,
            String requestId)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into operator_action (operator, action, target, reason, request_id) values (?, ?, ?, ?, ?)
                returning id
                """)) {
            insert.setString(1, operator);
            insert.setString(2, action);
            insert.setString(3, target);
            insert.setString(4, reason);
            insert.setString(5, requestId);
            try (var rows = insert.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    static void end(Connection connection, long id, String outcome, Map<String, Long> counts) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into operator_outcome (action_id, outcome, counts) values (?, ?, ?::jsonb)")) {
            insert.setLong(1, id);
            insert.setString(2, outcome);
            insert.setString(3, FeedJson.mapper().valueToTree(counts).toString());
            insert.executeUpdate();
        }
    }

    /** The newest first. */
    static List<OperatorAction> list(Connection connection, Filter filter, int limit) throws SQLException {
        try (var select = connection.prepareStatement("""
                select a.id, a.begun_at, a.operator, a.action, a.target, a.reason, a.request_id, o.ended_at, o.outcome,
                       o.counts
                  from operator_action a left join operator_outcome o on o.action_id = a.id
                 where (?::text is null or a.operator = ?) and (?::text is null or a.action = ?)
                   and (?::timestamptz is null or a.begun_at >= ?::timestamptz)
                   and (?::timestamptz is null or a.begun_at < ?::timestamptz) and (?::bigint is null or a.id < ?::bigint)
                 order by a.id desc limit ?
                """)) {
            String[] values = {
                filter.operator(),
                filter.action(),
                text(filter.since()),
                text(filter.until()),
                filter.before() == null ? null : Long.toString(filter.before())
            };
            for (int i = 0; i < values.length; i++) {
                select.setString(2 * i + 1, values[i]);
                select.setString(2 * i + 2, values[i]);
            }
            select.setInt(2 * values.length + 1, limit);
            try (var rows = select.executeQuery()) {
                var actions = new ArrayList<OperatorAction>();
                while (rows.next()) {
                    actions.add(action(rows));
                }
                return actions;
            }
        }
    }

    private static OperatorAction action(ResultSet row) throws SQLException {
        var ended = row.getObject(8, OffsetDateTime.class);
        return new OperatorAction(
                Long.toString(row.getLong(1)),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                ended == null ? null : ended.toInstant(),
                row.getString(9),
                counts(row.getString(10)));
    }

    private static @Nullable Map<String, Long> counts(@Nullable String json) throws SQLException {
        try {
            return json == null ? null : FeedJson.mapper().readValue(json, COUNTS);
        } catch (JsonProcessingException e) {
            throw new SQLException("the counts of an action are no object of numbers", e);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
