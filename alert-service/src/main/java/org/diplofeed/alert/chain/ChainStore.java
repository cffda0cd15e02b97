package org.diplofeed.alert.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.alert.alerts.AlertBody;
import org.diplofeed.alert.alerts.AlertColumns;
import org.diplofeed.alert.delivery.WorkerDatabase;
import org.diplofeed.alert.webhook.Ed25519Key;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.events.FeedJson;

/** Reads chains, and signs where they end. Everything asks for the tenant. */
@ApplicationScoped
class ChainStore {
    private final WorkerDatabase database;
    private final SecretBox secrets;

    ChainStore(DataSource database, SecretBox secrets) {
        this.database = new WorkerDatabase(database);
        this.secrets = secrets;
    }

    /** The signed end; empty when the tenant has no such subscription. */
    Optional<ChainEnd> end(String tenant, String subscriptionId) throws SQLException {
        return database.run(connection -> {
            try (var select = WorkerDatabase.prepare(connection, """
                    select c.last_sequence, c.last_alert_id, c.last_hash, clock_timestamp() as now, k.key_id, k.sealed
                      from subscription s
                      join alert_chain c using (subscription_id)
                      join signing_key k using (subscription_id)
                     where s.tenant = ? and s.subscription_id = ? and k.scheme = 'v1a' and k.expires_at is null
                     order by k.created_at desc limit 1
                    """)) {
                select.setString(1, tenant);
                select.setString(2, subscriptionId);
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    var end = new ChainEnd(
                            subscriptionId,
                            row.getLong("last_sequence"),
                            row.getString("last_alert_id"),
                            row.getString("last_hash"),
                            row.getObject("now", OffsetDateTime.class)
                                    .toInstant()
                                    .toString(),
                            null);
                    var key = Ed25519Key.parse(secrets.open(subscriptionId, row.getBytes("sealed")))
                            .orElseThrow(() -> new IllegalStateException("a stored key is of no known kind"));
                    return Optional.of(new ChainEnd(
                            end.subscriptionId(),
                            end.sequence(),
                            end.alertId(),
                            end.hash(),
                            end.signedAt(),
                            ChainSigner.sign(end, row.getString("key_id"), key)));
                }
            }
        });
    }

    /** Some of a subscription's alerts, in order. */
    List<ObjectNode> alerts(String subscriptionId, long after, long upTo, int most) throws SQLException {
        return database.run(connection -> alerts(connection, subscriptionId, after, upTo, most));
    }

    private static List<ObjectNode> alerts(
            Connection connection, String subscriptionId, long after, long upTo, int most) throws SQLException {
        try (var select = WorkerDatabase.prepare(connection, """
                select %s from alert a join derived_event v using (event_id)
                 where a.subscription_id = ? and a.sequence > ? and a.sequence <= ? order by a.sequence limit ?
                """.formatted(AlertColumns.SELECTED))) {
            select.setString(1, subscriptionId);
            select.setLong(2, after);
            select.setLong(3, upTo);
            select.setInt(4, most);
            try (var rows = select.executeQuery()) {
                var alerts = new ArrayList<ObjectNode>();
                while (rows.next()) {
                    alerts.add(AlertBody.data(
                            AlertColumns.head(rows), FeedJson.mapper().readTree(rows.getBytes("payload"))));
                }
                return alerts;
            } catch (IOException e) {
                throw new SQLException("a stored event is not JSON", e);
            }
        }
    }
}
