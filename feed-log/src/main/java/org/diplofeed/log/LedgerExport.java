package org.diplofeed.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a ledger recorded in the order of recordedtime, stream and version, page by page, so that a reader of any
 * length holds neither memory nor a transaction. Up to {@link #completeUntil} no page misses an event that comes late.
 */
public final class LedgerExport {
    /** So that a page of large events stays small. */
    private static final long MOST_BYTES = 4 << 20;

    private static final int FETCH = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private LedgerExport() {}

    /** A place in the order: after it comes the next event. */
    public record Place(Instant recorded, String streamId, long version) {}

    /**
     * Which events.
     *
     * @param topic of this topic alone
     * @param streamId of this stream alone
     * @param since recorded then or later
     * @param until recorded then or earlier
     * @param where a condition on {@code event e} of the service that owns the ledger, in SQL; it is no client's
     */
    public record Filter(
            @Nullable String topic,
            @Nullable String streamId,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String where) {}

    /**
     * What there is to export.
     *
     * @param first the least recordedtime; null when there is nothing
     * @param last the greatest
     * @param byType how many of each type of event
     */
    public record Summary(
            long events, @Nullable Instant first, @Nullable Instant last, Map<String, Long> byType) {}

    /**
     * Up to which recordedtime the ledger's events are all on the log, and none can come any more.
     *
     * @return empty while an append or a restore is under way
     */
    public static Optional<Instant> completeUntil(DataSource database) throws SQLException {
        return LedgerWatermark.read(database, TIMEOUT);
    }

    /** Counts what a filter lets through. */
    public static Summary count(DataSource database, Filter filter) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            var parameters = new ArrayList<String>();
            var conditions = conditions(filter, null, parameters);
            try (var select = connection.prepareStatement(
                    "select e.headers::jsonb ->> 'ce_type', count(*), min(e.recorded), max(e.recorded) from event e where "
                            + conditions + " group by 1")) {
                set(select, parameters);
                return summary(select);
            }
        });
    }

    private static Summary summary(PreparedStatement select) throws SQLException {
        var byType = new TreeMap<String, Long>();
        long events = 0;
        Instant first = null;
        Instant last = null;
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                long count = rows.getLong(2);
                byType.put(String.valueOf(rows.getString(1)), count);
                events += count;
                var least = instant(rows, 3);
                var greatest = instant(rows, 4);
                first = first == null || least.isBefore(first) ? least : first;
                last = last == null || greatest.isAfter(last) ? greatest : last;
            }
        }
        return new Summary(events, first, last, byType);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * The next events that a filter lets through.
     *
     * @param after where the page before ended; null for the first
     * @param limit most events; fewer come where they are large, and none only at the end
     */
    public static List<StoredEvent> page(DataSource database, Filter filter, @Nullable Place after, int limit)
            throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> page(connection, filter, after, limit));
    }

    private static List<StoredEvent> page(Connection connection, Filter filter, @Nullable Place after, int limit)
            throws SQLException {
        var parameters = new ArrayList<String>();
        var conditions = conditions(filter, after, parameters);
        try (var select = connection.prepareStatement("select " + EventRows.COLUMNS + " from event e where "
                + conditions + " order by e.recorded, e.stream_id, e.version limit " + limit)) {
            set(select, parameters);
            select.setFetchSize(FETCH);
            var events = new ArrayList<StoredEvent>();
            long bytes = 0;
            try (var rows = select.executeQuery()) {
                while (bytes < MOST_BYTES && rows.next()) {
                    var event = EventRows.event(rows);
                    bytes += event.payload().length;
                    events.add(event);
                }
            }
            return List.copyOf(events);
        }
    }

    /** An event at a place on the log; null where no ledger holds what stands there. */
    public record Found(LogPlaces.Place place, @Nullable StoredEvent event) {}

    /**
     * What a filter lets through of what stands at places on the log, in their order, and what no ledger holds.
     *
     * @param next the first place that was not looked at; null when all were
     */
    public record At(List<Found> found, LogPlaces.@Nullable Place next) {}

    /** Reads it, up to some megabytes. */
    public static At at(DataSource database, Filter filter, List<LogPlaces.Place> places) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> at(connection, filter, places));
    }

    private static At at(Connection connection, Filter filter, List<LogPlaces.Place> places) throws SQLException {
        var parameters = new ArrayList<String>();
        var conditions = conditions(filter, null, parameters);
        // One look along the key for each, whatever Postgres takes the tables' sizes for: hence the offset.
        try (var select = connection.prepareStatement("select " + EventRows.COLUMNS + """
                , p.number
                  from unnest(?::text[], ?::bigint[]) with ordinality p (stream_id, version, number)
                  left join lateral (select * from event o
                                      where o.stream_id = p.stream_id and o.version = p.version offset 0) e on true
                 where e.stream_id is null or (%s) order by p.number
                """.formatted(conditions))) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            places.stream().map(LogPlaces.Place::streamId).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            places.stream().map(LogPlaces.Place::version).toArray()));
            for (int i = 0; i < parameters.size(); i++) {
                select.setString(i + 3, parameters.get(i));
            }
            select.setFetchSize(FETCH);
            return found(select, places);
        }
    }

    private static At found(PreparedStatement select, List<LogPlaces.Place> places) throws SQLException {
        var found = new ArrayList<Found>();
        long bytes = 0;
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                var place = places.get(rows.getInt("number") - 1);
                if (bytes >= MOST_BYTES) {
                    return new At(List.copyOf(found), place);
                }
                var event = rows.getString(1) == null ? null : EventRows.event(rows);
                bytes += event == null ? 0 : event.payload().length;
                found.add(new Found(place, event));
            }
        }
        return new At(List.copyOf(found), null);
    }

    private static String conditions(Filter filter, @Nullable Place after, List<String> parameters) {
        var conditions = new ArrayList<String>(List.of("true"));
        and(conditions, parameters, "e.topic = ?", filter.topic());
        and(conditions, parameters, "e.stream_id = ?", filter.streamId());
        and(conditions, parameters, "e.recorded >= ?::timestamptz", text(filter.since()));
        and(conditions, parameters, "e.recorded <= ?::timestamptz", text(filter.until()));
        if (filter.where() != null) {
            conditions.add("(" + filter.where() + ")");
        }
        if (after != null) {
            // The first says nothing new, and is what an index on the time alone is good for.
            conditions.add("e.recorded >= ?::timestamptz");
            conditions.add("(e.recorded, e.stream_id, e.version) > (?::timestamptz, ?, ?::bigint)");
            parameters.add(after.recorded().toString());
            parameters.add(after.recorded().toString());
            parameters.add(after.streamId());
            parameters.add(Long.toString(after.version()));
        }
        return String.join(" and ", conditions);
    }

    private static void and(
            List<String> conditions, List<String> parameters, String condition, @Nullable String value) {
        if (value != null) {
            conditions.add(condition);
            parameters.add(value);
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static void set(PreparedStatement statement, List<String> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setString(i + 1, parameters.get(i));
        }
    }
}
