package org.diplofeed.alert.stream;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.alert.alerts.AlertBody;
import org.diplofeed.alert.alerts.AlertColumns;
import org.diplofeed.alert.delivery.WorkerDatabase;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/** What streams read. Each statement asks for the newsroom: another's alert is not there. */
final class StreamRows {
    private final WorkerDatabase database;
    private final StreamEvents events;

    StreamRows(DataSource database, StreamEvents events) {
        this.database = new WorkerDatabase(database);
        this.events = events;
    }

    /**
     * Where to begin.
     *
     * @param subscription whose alerts alone the reader wants; null for all but those of sandboxes
     * @param asked the last alert that the reader has, {@code earliest}, or null for what is new from now on
     */
    StreamStart start(String tenant, @Nullable String subscription, @Nullable String asked) throws SQLException {
        if (asked == null) {
            return one("""
                            select place, alert_id from alert
                             where tenant = ? and (rehearsal_id is null or subscription_id = ?) order by place desc limit 1
                            """, tenant, subscription == null ? "" : subscription)
                    .orElse(new StreamStart(0, StreamStart.EARLIEST, false));
        }
        if (asked.equals(StreamStart.EARLIEST)) {
            return new StreamStart(0, StreamStart.EARLIEST, false);
        }
        return one("select place, alert_id from alert where tenant = ? and alert_id = ?", tenant, asked)
                .orElse(new StreamStart(0, StreamStart.EARLIEST, true));
    }

    /** The newsroom's newest alert, rehearsed or not. */
    Optional<StreamStart> newest(String tenant) throws SQLException {
        return one("select place, alert_id from alert where tenant = ? order by place desc limit 1", tenant);
    }

    /** Whether the newsroom has that subscription. */
    boolean has(String tenant, String subscription) throws SQLException {
        return one(
                        "select 0, subscription_id from subscription where tenant = ? and subscription_id = ?",
                        tenant,
                        subscription)
                .isPresent();
    }

    /** Up to where each of these newsrooms was told. */
    Map<String, Long> heads(Collection<String> tenants) throws SQLException {
        return database.run(connection -> {
            try (var select = WorkerDatabase.prepare(
                    connection, "select tenant, last_place from newsroom where tenant = any(?)")) {
                select.setArray(1, connection.createArrayOf("text", tenants.toArray()));
                try (var rows = select.executeQuery()) {
                    var heads = new HashMap<String, Long>();
                    while (rows.next()) {
                        heads.put(rows.getString(1), rows.getLong(2));
                    }
                    return heads;
                }
            }
        });
    }

    /** The newsroom's alerts after a place, in order. */
    List<Told> after(String tenant, long place, int most) throws SQLException {
        return database.run(connection -> {
            try (var select = WorkerDatabase.prepare(connection, """
                    select a.place, %s
                      from alert a
                      join subscription s on s.subscription_id = a.subscription_id and s.tenant = a.tenant
                      join derived_event v on v.event_id = a.event_id
                     where a.tenant = ? and a.place > ? order by a.place limit ?
                    """.formatted(AlertColumns.SELECTED))) {
                select.setString(1, tenant);
                select.setLong(2, place);
                select.setInt(3, most);
                try (var rows = select.executeQuery()) {
                    var told = new ArrayList<Told>();
                    while (rows.next()) {
                        told.add(told(rows));
                    }
                    return told;
                }
            }
        });
    }

    private Optional<StreamStart> one(String sql, String... values) throws SQLException {
        return database.run(connection -> {
            try (var select = WorkerDatabase.prepare(connection, sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setString(i + 1, values[i]);
                }
                try (var rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(new StreamStart(rows.getLong(1), rows.getString(2), false))
                            : Optional.empty();
                }
            }
        });
    }

    private Told told(ResultSet row) throws SQLException {
        var head = AlertColumns.head(row);
        try {
            var message = AlertBody.message(head, FeedJson.mapper().readTree(row.getBytes("payload")));
            return new Told(
                    row.getLong("place"),
                    head.subscriptionId(),
                    head.rehearsalId() != null,
                    events.alert(
                            head.alertId(),
                            head.kind().type(),
                            FeedJson.mapper().writeValueAsString(message)));
        } catch (IOException e) {
            throw new SQLException("a stored event is not JSON", e);
        }
    }
}
