package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.diplofeed.alert.match.AlertKind;
import org.diplofeed.events.FeedJson;

/** An alert as statements select it, with the times of its event. */
public final class AlertColumns {
    /** Of {@code alert a} and {@code derived_event v}. */
    public static final String SELECTED = """
            a.alert_id, a.subscription_id, a.rehearsal_id, a.sequence, a.previous_alert_id, a.kind as alert_kind, a.about_id, a.urgency,
            a.backfill, a.matched, a.supersedes, a.previous_hash, a.skipped, a.hash, v.occurred, v.recorded, v.payload
            """;

    private AlertColumns() {}

    /** The head of the alert in this row. */
    public static AlertHead head(ResultSet row) throws SQLException {
        try {
            return new AlertHead(
                    row.getString("alert_id"),
                    row.getString("subscription_id"),
                    row.getString("rehearsal_id"),
                    row.getLong("sequence"),
                    row.getString("previous_alert_id"),
                    AlertKind.valueOf(row.getString("alert_kind")),
                    row.getString("about_id"),
                    row.getInt("urgency"),
                    row.getBoolean("backfill"),
                    FeedJson.mapper().readTree(row.getString("matched")),
                    row.getString("supersedes"),
                    row.getString("previous_hash"),
                    List.of((Long[]) row.getArray("skipped").getArray()),
                    row.getString("hash"),
                    instant(row, "occurred"),
                    instant(row, "recorded"));
        } catch (JsonProcessingException e) {
            throw new SQLException("what matched is not JSON", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
