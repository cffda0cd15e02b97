package org.diplofeed.alert.alerts;

import static java.time.temporal.ChronoUnit.MICROS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.diplofeed.events.FeedJson;

/** Events and the alerts made of them: the statements of one projection transaction, each about a whole set of rows. */
final class AlertRows {
    private final Connection connection;
    private final Stage stage;

    AlertRows(Connection connection, Stage stage) {
        this.connection = connection;
        this.stage = stage;
    }

    void insertEvents(List<Derived> events) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into derived_event (event_id, type, about_id, occurred, recorded, payload, causation_id, correlation_id, traceparent)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (event_id) do nothing
                """)) {
            for (var event : events) {
                insert.setString(1, event.envelope().id());
                insert.setString(2, event.envelope().type());
                insert.setString(3, event.occasion().aboutId());
                insert.setObject(4, utc(event.envelope().time()));
                insert.setObject(5, utc(event.envelope().recordedTime()));
                insert.setBytes(6, event.payload());
                insert.setString(7, event.envelope().causationId());
                insert.setString(8, event.envelope().correlationId());
                insert.setString(9, event.envelope().traceparent());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The subscriptions that were told of any of these. */
    Set<String> toldOf(List<String> aboutIds) throws SQLException {
        try (var select = connection.prepareStatement(
                "select distinct subscription_id from alert where about_id = any(?) and rehearsal_id is not distinct from ?")) {
            select.setArray(1, connection.createArrayOf("text", aboutIds.toArray()));
            select.setString(2, stage.rehearsalId());
            return strings(select.executeQuery());
        }
    }

    /** What was told of this and still stands. */
    List<Original> originals(String aboutId) throws SQLException {
        var originals = new ArrayList<Original>();
        try (var select = connection.prepareStatement("""
                select alert_id, subscription_id, backfill from alert
                 where about_id = ? and rehearsal_id is not distinct from ? and supersedes is null and superseded_by is null
                 order by subscription_id, sequence
                """)) {
            select.setString(1, aboutId);
            select.setString(2, stage.rehearsalId());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    originals.add(new Original(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return originals;
    }

    /**
     * Writes what was not told before, and moves the heads of the chains that it extends.
     *
     * @param told in the order of their events; none takes back what another of them tells
     * @return whether there is something to deliver now
     */
    boolean write(List<Told> told, Numbering numbering) throws SQLException {
        var fresh = new EffectRows(connection, stage).keep(told);
        if (fresh.isEmpty()) {
            return false;
        }
        // Before they are numbered: what is not sent says so in the next that is.
        var stopped = stop(fresh);
        var documents = new IdentityHashMap<Derived, JsonNode>();
        var numbered = fresh.stream()
                .map(effect -> numbering.next(
                        effect.event(),
                        effect.effectId(),
                        effect.telling(),
                        stopped.unsentBy(
                                effect.telling().supersedes(),
                                effect.telling().to().pushed()),
                        alert -> hash(alert, documents.computeIfAbsent(effect.event(), AlertRows::document))))
                .toList();
        insertAlerts(numbered);
        supersede(numbered);
        return new QueueRows(connection, stage).insert(numbered, stopped.received());
    }

    /** Of the alert as everybody will read it: its times are the database's, to the microsecond. */
    private String hash(NumberedAlert alert, JsonNode document) {
        var event = alert.event();
        var telling = alert.telling();
        try {
            return AlertHash.of(AlertBody.data(
                    new AlertHead(
                            alert.alertId(),
                            telling.to().subscriptionId(),
                            stage.rehearsalId(),
                            alert.sequence(),
                            alert.previous(),
                            telling.kind(),
                            event.occasion().aboutId(),
                            event.occasion().urgency(),
                            telling.backfill(),
                            FeedJson.mapper().readTree(telling.matched()),
                            telling.supersedes(),
                            alert.previousHash(),
                            alert.skipped(),
                            null,
                            event.envelope().time().truncatedTo(MICROS),
                            event.envelope().recordedTime().truncatedTo(MICROS)),
                    document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document(Derived event) {
        try {
            return FeedJson.mapper().readTree(event.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void insertAlerts(List<NumberedAlert> alerts) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into alert (alert_id, subscription_id, sequence, previous_alert_id, kind, event_id, about_id,
                                   holder, issue_id, classification, urgency, backfill, matched, supersedes,
                                   tenant, place, previous_hash, hash, skipped, rehearsal_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (var alert : alerts) {
                var occasion = alert.event().occasion();
                var classification = occasion.candidate().classification();
                insert.setString(1, alert.alertId());
                insert.setString(2, alert.telling().to().subscriptionId());
                insert.setLong(3, alert.sequence());
                insert.setString(4, alert.previous());
                insert.setString(5, alert.telling().kind().name());
                insert.setString(6, alert.event().envelope().id());
                insert.setString(7, occasion.aboutId());
                insert.setString(8, occasion.candidate().holder());
                insert.setString(9, occasion.candidate().issueId());
                insert.setString(10, classification == null ? null : classification.name());
                insert.setInt(11, occasion.urgency());
                insert.setBoolean(12, alert.telling().backfill());
                insert.setString(13, alert.telling().matched());
                insert.setString(14, alert.telling().supersedes());
                insert.setString(15, alert.telling().to().tenant());
                insert.setLong(16, alert.place());
                insert.setString(17, alert.previousHash());
                insert.setString(18, alert.hash());
                insert.setArray(
                        19, connection.createArrayOf("bigint", alert.skipped().toArray()));
                insert.setString(20, stage.rehearsalId());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Stops the deliveries of what is taken back. */
    private Stopped stop(List<Effect> effects) throws SQLException {
        var originals = effects.stream()
                .map(effect -> effect.telling().supersedes())
                .filter(Objects::nonNull)
                .toList();
        return originals.isEmpty() ? Stopped.NOTHING : new StoppedRows(connection).stop(originals);
    }

    /** Marks what is taken back. */
    private void supersede(List<NumberedAlert> alerts) throws SQLException {
        var superseding =
                alerts.stream().filter(a -> a.telling().supersedes() != null).toList();
        if (superseding.isEmpty()) {
            return;
        }
        var originals = superseding.stream()
                .map(a -> String.valueOf(a.telling().supersedes()))
                .toList();
        try (var mark = connection.prepareStatement("""
                update alert a set superseded_by = s.alert_id
                  from unnest(?::text[], ?::text[]) as s(original, alert_id) where a.alert_id = s.original
                """)) {
            mark.setArray(1, texts(originals.toArray()));
            mark.setArray(
                    2, texts(superseding.stream().map(NumberedAlert::alertId).toArray()));
            mark.executeUpdate();
        }
    }

    private Array texts(Object[] values) throws SQLException {
        return connection.createArrayOf("text", values);
    }

    private static Set<String> strings(ResultSet rows) throws SQLException {
        try (rows) {
            var strings = new HashSet<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
