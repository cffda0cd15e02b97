package org.diplofeed.log;

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

/** The one place where an event's payload is written to the ledger, and the one where it is read back. */
final class EventRows {
    /** What {@link #event} maps, from {@code event e}. */
    static final String COLUMNS = "e.stream_id, e.version, e.recorded, e.topic, e.headers, e.payload";

    private EventRows() {}

    static void insert(Connection connection, List<NewEvent> events, List<AppendedEvent> appended) throws SQLException {
        var ledger = new CopyRows(
                "event", "stream_id", "version", "bucket", "topic", "recorded", "author", "headers", "payload");
        var queue = new CopyRows("event_unpublished", "recorded", "stream_id", "version", "bucket", "size");
        var recorded = Instant.EPOCH;
        var recordedText = "";
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            var place = appended.get(i);
            if (!place.recordedTime().equals(recorded)) { // Of most the same, for the clock was read once.
                recorded = place.recordedTime();
                recordedText = EventHeaders.format(recorded);
            }
            short bucket = StreamBucket.of(event.streamId());
            ledger.row()
                    .text(event.streamId())
                    .bigint(place.version())
                    .smallint(bucket)
                    .text(event.topic())
                    .time(place.recordedTime())
                    .text(event.author())
                    .text(HeaderJson.write(headers(event, place.version(), recordedText)))
                    .bytea(event.payload());
            queue.row()
                    .time(place.recordedTime())
                    .text(event.streamId())
                    .bigint(place.version())
                    .smallint(bucket)
                    .integer(event.payload().length);
        }
        ledger.send(connection);
        queue.send(connection);
    }

    private static Map<String, String> headers(NewEvent event, long version, String recorded) {
        var headers = new HashMap<>(event.headers());
        headers.put(EventHeaders.STREAM_VERSION, Long.toString(version));
        headers.put(EventHeaders.RECORDED_TIME, recorded);
        return headers;
    }

    static List<StoredEvent> read(Connection connection, String streamId) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from event e where e.stream_id = ? order by e.version")) {
            select.setString(1, streamId);
            return events(select);
        }
    }

    /** The events at these places, in any order. */
    static List<StoredEvent> read(Connection connection, List<UnpublishedEvents.Place> places) throws SQLException {
        // One look along the key for each, whatever Postgres takes the tables' sizes for: hence the offset.
        try (var select = connection.prepareStatement("select " + COLUMNS + " " + """
                  from unnest(?::text[], ?::bigint[]) p (stream_id, version)
                 cross join lateral (select * from event o
                                      where o.stream_id = p.stream_id and o.version = p.version offset 0) e
                """)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            places.stream()
                                    .map(UnpublishedEvents.Place::streamId)
                                    .toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            places.stream()
                                    .map(UnpublishedEvents.Place::version)
                                    .toArray()));
            return events(select);
        }
    }

    private static List<StoredEvent> events(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var events = new ArrayList<StoredEvent>();
            while (rows.next()) {
                events.add(event(rows));
            }
            return List.copyOf(events);
        }
    }

    static long count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from event");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getString(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                HeaderJson.read(row.getString(5)),
                row.getBytes(6));
    }
}
