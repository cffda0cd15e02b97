package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/** The statements of one projection transaction, each about a whole set of rows. */
final class AlertRows {
    private final Connection connection;

    AlertRows(Connection connection) {
        this.connection = connection;
    }

    void insertEvents(List<Derived> events) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into derived_event (event_id, type, about_id, occurred, recorded, payload)
                values (?, ?, ?, ?, ?, ?) on conflict (event_id) do nothing
                """)) {
            for (var event : events) {
                insert.setString(1, event.envelope().id());
                insert.setString(2, event.envelope().type());
                insert.setString(3, event.occasion().aboutId());
                insert.setObject(4, utc(event.envelope().time()));
                insert.setObject(5, utc(event.envelope().recordedTime()));
                insert.setBytes(6, event.payload());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** All subscriptions, by id. */
    Map<String, Subscriber> subscribers() throws SQLException {
        var subscribers = new TreeMap<String, Subscriber>();
        try (var select = connection.prepareStatement(
                        "select subscription_id, filter, max_age_seconds, ordered, status from subscription");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                var subscriber = subscriber(rows);
                subscribers.put(subscriber.subscriptionId(), subscriber);
            }
        }
        return subscribers;
    }

    /** The subscriptions that were told of any of these. */
    Set<String> toldOf(List<String> aboutIds) throws SQLException {
        try (var select =
                connection.prepareStatement("select distinct subscription_id from alert where about_id = any(?)")) {
            select.setArray(1, connection.createArrayOf("text", aboutIds.toArray()));
            return strings(select.executeQuery());
        }
    }

    /** Locks the chains of those subscriptions that still exist, in the order of their ids. */
    Map<String, ChainHead> lockChains(Collection<String> subscriptionIds) throws SQLException {
        var chains = new TreeMap<String, ChainHead>();
        try (var select = connection.prepareStatement("""
                select subscription_id, last_sequence, last_alert_id from alert_chain
                 where subscription_id = any(?) order by subscription_id for update
                """)) {
            select.setArray(1, connection.createArrayOf("text", subscriptionIds.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    chains.put(rows.getString(1), new ChainHead(rows.getLong(2), rows.getString(3)));
                }
            }
        }
        return chains;
    }

    /** What was told of this and still stands. */
    List<Original> originals(String aboutId) throws SQLException {
        var originals = new ArrayList<Original>();
        try (var select = connection.prepareStatement("""
                select alert_id, subscription_id, backfill from alert
                 where about_id = ? and supersedes is null and superseded_by is null
                 order by subscription_id, sequence
                """)) {
            select.setString(1, aboutId);
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
     * @return whether there is something to deliver now
     */
    boolean write(Derived event, List<Telling> tellings, Map<String, ChainHead> chains) throws SQLException {
        var fresh = notToldBefore(event, tellings);
        var numbered = new ArrayList<NumberedAlert>();
        for (var telling : tellings) {
            String effectId = effectId(event, telling);
            if (fresh.contains(effectId)) {
                String id = telling.to().subscriptionId();
                var head = chains.getOrDefault(id, new ChainHead(0, null));
                numbered.add(new NumberedAlert(effectId, telling, head.sequence() + 1, head.alertId()));
                chains.put(id, new ChainHead(head.sequence() + 1, EffectId.alertId(effectId)));
            }
        }
        if (numbered.isEmpty()) {
            return false;
        }
        insertAlerts(event, numbered);
        supersede(numbered);
        return insertDeliveries(event, numbered);
    }

    void saveChains(Map<String, ChainHead> chains) throws SQLException {
        try (var update = connection.prepareStatement(
                "update alert_chain set last_sequence = ?, last_alert_id = ? where subscription_id = ? and last_sequence < ?")) {
            for (var chain : chains.entrySet()) {
                update.setLong(1, chain.getValue().sequence());
                update.setString(2, chain.getValue().alertId());
                update.setString(3, chain.getKey());
                update.setLong(4, chain.getValue().sequence());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Heard by workers when this transaction commits, and not before. */
    void wakeWorkers() throws SQLException {
        try (var notify = connection.prepareStatement("select pg_notify('diplofeed_delivery', '')")) {
            notify.execute();
        }
    }

    private record NumberedAlert(
            String effectId,
            Telling telling,
            long sequence,
            @Nullable String previous) {
        String alertId() {
            return EffectId.alertId(effectId);
        }
    }

    private static String effectId(Derived event, Telling telling) {
        return EffectId.of(
                event.occasion().aboutId(),
                telling.to().subscriptionId(),
                event.occasion().effectKind(telling.kind()));
    }

    private Set<String> notToldBefore(Derived event, List<Telling> tellings) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into effect (effect_id, about_id, subscription_id, kind)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (effect_id) do nothing returning effect_id
                """)) {
            insert.setArray(
                    1, texts(tellings.stream().map(t -> effectId(event, t)).toArray()));
            insert.setArray(
                    2,
                    texts(tellings.stream().map(_ -> event.occasion().aboutId()).toArray()));
            insert.setArray(
                    3, texts(tellings.stream().map(t -> t.to().subscriptionId()).toArray()));
            insert.setArray(
                    4,
                    texts(tellings.stream()
                            .map(t -> event.occasion().effectKind(t.kind()))
                            .toArray()));
            return strings(insert.executeQuery());
        }
    }

    private void insertAlerts(Derived event, List<NumberedAlert> alerts) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into alert (alert_id, subscription_id, sequence, previous_alert_id, kind, event_id, about_id,
                                   holder, issue_id, classification, urgency, backfill, matched, supersedes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            var occasion = event.occasion();
            var classification = occasion.candidate().classification();
            for (var alert : alerts) {
                insert.setString(1, alert.alertId());
                insert.setString(2, alert.telling().to().subscriptionId());
                insert.setLong(3, alert.sequence());
                insert.setString(4, alert.previous());
                insert.setString(5, alert.telling().kind().name());
                insert.setString(6, event.envelope().id());
                insert.setString(7, occasion.aboutId());
                insert.setString(8, occasion.candidate().holder());
                insert.setString(9, occasion.candidate().issueId());
                insert.setString(10, classification == null ? null : classification.name());
                insert.setInt(11, occasion.urgency());
                insert.setBoolean(12, alert.telling().backfill());
                insert.setString(13, alert.telling().matched());
                insert.setString(14, alert.telling().supersedes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Marks what is taken back, and stops those of its deliveries that are not on their way. */
    private void supersede(List<NumberedAlert> alerts) throws SQLException {
        var superseding =
                alerts.stream().filter(a -> a.telling().supersedes() != null).toList();
        if (superseding.isEmpty()) {
            return;
        }
        var originals =
                texts(superseding.stream().map(a -> a.telling().supersedes()).toArray());
        try (var mark = connection.prepareStatement("""
                update alert a set superseded_by = s.alert_id
                  from unnest(?::text[], ?::text[]) as s(original, alert_id) where a.alert_id = s.original
                """)) {
            mark.setArray(1, originals);
            mark.setArray(
                    2, texts(superseding.stream().map(NumberedAlert::alertId).toArray()));
            mark.executeUpdate();
        }
        // One statement for both: between two, a worker could claim what the first has not seen.
        try (var stop = connection.prepareStatement("""
                update delivery
                   set superseded = true,
                       state = case when state = 'in_flight' then state else 'cancelled' end,
                       finished_at = case when state = 'in_flight' then null else clock_timestamp() end
                 where alert_id = any(?) and state in ('pending', 'held', 'in_flight')
                """)) {
            stop.setArray(1, originals);
            stop.executeUpdate();
        }
    }

    private boolean insertDeliveries(Derived event, List<NumberedAlert> alerts) throws SQLException {
        boolean any = false;
        try (var insert = connection.prepareStatement("""
                insert into delivery (delivery_id, subscription_id, kind, alert_id, webhook_id, state, order_key, position)
                values (?, ?, 'alert', ?, ?, ?, ?, ?)
                """)) {
            for (var alert : alerts) {
                var to = alert.telling().to();
                if (alert.telling().backfill()) {
                    continue;
                }
                any = true;
                insert.setString(1, EffectId.deliveryId(alert.effectId()));
                insert.setString(2, to.subscriptionId());
                insert.setString(3, alert.alertId());
                insert.setString(4, alert.alertId());
                insert.setString(5, to.held() ? "held" : "pending");
                insert.setString(
                        6,
                        to.ordered()
                                ? event.occasion().place()
                                : event.occasion().aboutId());
                insert.setLong(7, alert.sequence());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return any;
    }

    private static Subscriber subscriber(ResultSet row) throws SQLException {
        long seconds = row.getLong(3);
        Optional<Duration> maxAge = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        String status = row.getString(5);
        return new Subscriber(
                row.getString(1),
                filter(row.getString(2)),
                maxAge,
                row.getBoolean(4),
                !status.equals("pending"),
                !status.equals("active"));
    }

    private static Filter filter(String json) throws SQLException {
        try {
            return FeedJson.mapper().readValue(json, Filter.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored filter cannot be read", e);
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
