package org.diplofeed.alert.alerts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.timing.Timing;
import org.diplofeed.events.FeedJson;

/** Who could be told: the subscriptions, as one projection transaction sees them. */
final class SubscriberRows {
    private static final String SELECT =
            "select subscription_id, filter, max_age_seconds, ordered, status, paused, timing, channel, tenant from subscription";

    private static final long MOST_PARSED = 100_000;
    /** All are read for every batch, and hardly ever change: what they ask for is parsed once. */
    private static final LoadingCache<String, Filter> FILTERS = parsed(Filter.class);

    private static final LoadingCache<String, Timing> TIMINGS = parsed(Timing.class);

    private final Connection connection;

    SubscriberRows(Connection connection) {
        this.connection = connection;
    }

    /** All subscriptions that are told what happens, by id. */
    Map<String, Subscriber> all() throws SQLException {
        try (var select = connection.prepareStatement(SELECT + " where not sandbox")) {
            return read(select);
        }
    }

    /** One that rehearsals are told to; empty when it is not there. */
    Map<String, Subscriber> sandbox(String subscriptionId) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + " where sandbox and subscription_id = ?")) {
            select.setString(1, subscriptionId);
            return read(select);
        }
    }

    /**
     * Some of them, again, as they are until this transaction ends: who pauses or ends a pause waits, so that what is
     * queued meanwhile is held or released with the rest.
     */
    Map<String, Subscriber> locked(Collection<String> subscriptionIds) throws SQLException {
        try (var select = connection.prepareStatement(
                SELECT + " where subscription_id = any(?) order by subscription_id for share")) {
            select.setArray(1, connection.createArrayOf("text", subscriptionIds.toArray()));
            return read(select);
        }
    }

    private static Map<String, Subscriber> read(PreparedStatement select) throws SQLException {
        var subscribers = new TreeMap<String, Subscriber>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var subscriber = subscriber(rows);
                subscribers.put(subscriber.subscriptionId(), subscriber);
            }
        }
        return subscribers;
    }

    private static Subscriber subscriber(ResultSet row) throws SQLException {
        long seconds = row.getLong(3);
        Optional<Duration> maxAge = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        String status = row.getString(5);
        return new Subscriber(
                row.getString(1),
                row.getString(9),
                FILTERS.get(row.getString(2)),
                maxAge,
                row.getBoolean(4),
                !status.equals("pending"),
                !status.equals("active"),
                row.getBoolean(6),
                TIMINGS.get(row.getString(7)),
                !row.getString(8).equals("pull"));
    }

    private static <T> LoadingCache<String, T> parsed(Class<T> type) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_PARSED)
                .build(json -> FeedJson.mapper().readValue(json, type));
    }
}
