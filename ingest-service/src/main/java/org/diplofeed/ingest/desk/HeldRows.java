package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.diplofeed.events.FeedJson;
import org.diplofeed.log.NewEvent;

/** Events under embargo, which have a version and are not on the log yet. */
final class HeldRows {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private HeldRows() {}

    /** A held event with the version that it will have. */
    record Held(NewEvent event, long version, Instant due, String recordId) {}

    /** The last version that is held, for streams that have held events. */
    static Map<String, Long> lastVersions(Connection connection, Collection<String> streams) throws SQLException {
        var last = new HashMap<String, Long>();
        try (var select = connection.prepareStatement(
                "select stream_id, max(version) from held_event where stream_id = any (?) group by stream_id")) {
            select.setArray(1, connection.createArrayOf("text", streams.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    last.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return last;
    }

    static void save(Connection connection, List<Held> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into held_event (stream_id, version, due, record_id, topic, author, headers, payload)
                values (?, ?, ?::timestamptz, ?, ?, ?, ?, ?)
                """)) {
            for (var held : events) {
                insert.setString(1, held.event().streamId());
                insert.setLong(2, held.version());
                insert.setString(3, held.due().toString());
                insert.setString(4, held.recordId());
                insert.setString(5, held.event().topic());
                insert.setString(6, held.event().author());
                insert.setString(7, text(held.event().headers()));
                insert.setBytes(8, held.event().payload());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        // A correction may have moved the embargo: all that waits in a stream waits for the same moment.
        try (var update =
                connection.prepareStatement("update held_event set due = ?::timestamptz where stream_id = ?")) {
            for (var held : events) {
                update.setString(1, held.due().toString());
                update.setString(2, held.event().streamId());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Streams whose embargo has ended, by the database's clock. */
    static List<String> dueStreams(Connection connection, int most) throws SQLException {
        var due = new TreeSet<String>();
        try (var select = connection.prepareStatement("""
                select distinct stream_id from (
                    select stream_id from held_event where due <= clock_timestamp() order by due limit ?) d
                """)) {
            select.setInt(1, most);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getString(1));
                }
            }
        }
        return List.copyOf(due);
    }

    /** Takes what is due of these streams out, in order. */
    static List<NewEvent> takeDue(Connection connection, Collection<String> streams) throws SQLException {
        var events = new ArrayList<NewEvent>();
        try (var delete = connection.prepareStatement("""
                with taken as (
                    delete from held_event where stream_id = any (?) and due <= clock_timestamp()
                    returning stream_id, version, topic, author, headers, payload)
                select stream_id, topic, author, headers, payload from taken order by stream_id, version
                """)) {
            delete.setArray(1, connection.createArrayOf("text", streams.toArray()));
            try (var rows = delete.executeQuery()) {
                while (rows.next()) {
                    events.add(new NewEvent(
                            rows.getString(1),
                            rows.getString(2),
                            headers(rows.getString(4)),
                            rows.getBytes(5),
                            rows.getString(3),
                            null));
                }
            }
        }
        return events;
    }

    /** Says in the register that these records are on the log. */
    static void released(Connection connection, List<String> records, List<String> recorded) throws SQLException {
        try (var update = connection.prepareStatement("""
                update record r set recorded = n.recorded::timestamptz, held_until = null
                  from unnest(?::text[], ?::text[]) n (id, recorded)
                 where r.id = n.id and r.held_until is not null
                """)) {
            update.setArray(1, connection.createArrayOf("text", records.toArray()));
            update.setArray(2, connection.createArrayOf("text", recorded.toArray()));
            update.executeUpdate();
        }
    }

    private static String text(Map<String, String> headers) {
        try {
            return FeedJson.mapper().writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(String text) {
        try {
            return FeedJson.mapper().readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
