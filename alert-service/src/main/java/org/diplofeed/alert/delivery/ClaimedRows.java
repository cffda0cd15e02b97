package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.diplofeed.alert.alerts.AlertColumns;
import org.diplofeed.alert.timing.Subject;
import org.diplofeed.alert.timing.Timing;
import org.diplofeed.events.FeedJson;

/** Reads what a claim got: one row a delivery, and the alerts of those that are digests. */
final class ClaimedRows {
    private static final NamedSql DIGEST = NamedSql.of("digest.sql");
    private static final String NOTHING_ASKED = "{}";

    private final Connection connection;
    private final UUID claim;

    ClaimedRows(Connection connection, UUID claim) {
        this.connection = connection;
        this.claim = claim;
    }

    List<Claimed> read(PreparedStatement claiming) throws SQLException {
        var claimed = new ArrayList<Claimed>();
        var digests = new HashMap<String, List<Carried>>();
        try (var rows = claiming.executeQuery()) {
            while (rows.next()) {
                var kind = DeliveryKind.ofWireName(rows.getString("kind"));
                List<Carried> alerts = kind == DeliveryKind.DIGEST
                        ? digests.computeIfAbsent(rows.getString("digest_id"), _ -> new ArrayList<>())
                        : rows.getString("alert_id") == null ? List.of() : List.of(carried(rows));
                claimed.add(claimed(rows, kind, alerts));
            }
        }
        if (!digests.isEmpty()) {
            fill(digests);
        }
        return claimed;
    }

    private void fill(Map<String, List<Carried>> digests) throws SQLException {
        try (var select = DIGEST.prepare(connection, Map.of())) {
            select.setArray(1, connection.createArrayOf("text", digests.keySet().toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    digests.getOrDefault(rows.getString("digest_id"), List.of()).add(carried(rows));
                }
            }
        }
    }

    private Claimed claimed(ResultSet row, DeliveryKind kind, List<Carried> alerts) throws SQLException {
        return new Claimed(
                row.getString("delivery_id"),
                row.getString("subscription_id"),
                kind,
                row.getString("webhook_id"),
                row.getString("challenge"),
                row.getInt("attempts"),
                row.getInt("round"),
                claim,
                instant(row, "claimed_at"),
                instant(row, "created_at"),
                row.getString("url"),
                List.of((byte[][]) row.getArray("keys").getArray()),
                row.getBoolean("paused"),
                timing(row.getString("timing")),
                row.getBoolean("past_pause"),
                row.getString("traceparent"),
                alerts);
    }

    private static Carried carried(ResultSet row) throws SQLException {
        var head = AlertColumns.head(row);
        return new Carried(
                head,
                new Subject(row.getString("holder"), row.getString("issue_id"), head.urgency()),
                row.getBytes("payload"));
    }

    private static Timing timing(String json) throws SQLException {
        // Most ask for nothing, and this is read for every delivery.
        if (json.equals(NOTHING_ASKED)) {
            return Timing.DEFAULT;
        }
        try {
            return FeedJson.mapper().readValue(json, Timing.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("what a subscription asks for cannot be read", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
