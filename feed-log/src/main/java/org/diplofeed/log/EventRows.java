package org.diplofeed.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** The one place where an event's payload is written to the ledger, and the one where it is read back. */
final class EventRows {
    /** What {@link #event} maps, from {@code event e}. */
    static final String COLUMNS = "e.stream_id, e.version, e.recorded, e.topic, e.headers::text, e.payload";

    private EventRows() {}

    static void insert(Connection connection, List<NewEvent> events, List<AppendedEvent> appended) throws SQLException {
        int count = events.size();
        var ids = new String[count];
        var versions = new Long[count];
        var buckets = new Short[count];
        var topics = new String[count];
        var recorded = new String[count];
        var headers = new String[count];
        var payloads = new byte[count][];
        for (int i = 0; i < count; i++) {
            var event = events.get(i);
            var place = appended.get(i);
            var allHeaders = new HashMap<>(event.headers());
            allHeaders.put(EventHeaders.STREAM_VERSION, Long.toString(place.version()));
            allHeaders.put(EventHeaders.RECORDED_TIME, EventHeaders.format(place.recordedTime()));
            ids[i] = event.streamId();
            versions[i] = place.version();
            buckets[i] = StreamBucket.of(event.streamId());
            topics[i] = event.topic();
            recorded[i] = place.recordedTime().toString();
            headers[i] = HeaderJson.write(allHeaders);
            payloads[i] = event.payload();
        }
        try (var insert = connection.prepareStatement("""
                with added as (
                    insert into event (stream_id, version, bucket, topic, recorded, headers, payload)
                    select stream_id, version, bucket, topic, recorded::timestamptz, headers::jsonb, payload
                      from unnest(?::text[], ?::bigint[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::bytea[])
                           n (stream_id, version, bucket, topic, recorded, headers, payload)
                    returning bucket, stream_id, version, recorded)
                insert into event_unpublished (bucket, stream_id, version, recorded)
                select bucket, stream_id, version, recorded from added
                """)) {
            insert.setArray(1, connection.createArrayOf("text", ids));
            insert.setArray(2, connection.createArrayOf("bigint", versions));
            insert.setArray(3, connection.createArrayOf("smallint", buckets));
            insert.setArray(4, connection.createArrayOf("text", topics));
            insert.setArray(5, connection.createArrayOf("text", recorded));
            insert.setArray(6, connection.createArrayOf("text", headers));
            insert.setArray(7, connection.createArrayOf("bytea", payloads));
            insert.executeUpdate();
        }
    }

    static List<StoredEvent> read(Connection connection, String streamId) throws SQLException {
        try (var select = connection.prepareStatement(
                "select " + COLUMNS + " from event e where e.stream_id = ? order by e.version")) {
            select.setString(1, streamId);
            try (var rows = select.executeQuery()) {
                var events = new ArrayList<StoredEvent>();
                while (rows.next()) {
                    events.add(event(rows));
                }
                return List.copyOf(events);
            }
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
