package org.diplofeed.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** What the broker refused, kept beside the queue: whoever relays a stream next knows, and whoever operates can ask. */
final class RefusedEvents {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Only what still waits: a row is not taken away together with its event. */
    private static final String WAITS = """
            exists (select from event_unpublished u
                     where u.recorded = f.recorded and u.stream_id = f.stream_id and u.version = f.version)
            """;

    private RefusedEvents() {}

    /** An event and what the broker said of it. */
    record Refusal(StoredEvent event, String fault) {}

    static boolean isRefusal(@Nullable Throwable fault) {
        return fault instanceof RecordTooLargeException
                || fault instanceof RecordBatchTooLargeException
                || fault instanceof InvalidTopicException
                || fault instanceof TopicAuthorizationException;
    }

    /** What an operator has to know of a refusal; no content. */
    static Refusal refusal(StoredEvent event, @Nullable Throwable fault) {
        return new Refusal(
                event,
                switch (fault) {
                    case RecordTooLargeException _, RecordBatchTooLargeException _ ->
                        "with a payload of " + event.payload().length + " bytes the event is larger than "
                                + event.topic() + " takes: raise its max.message.bytes";
                    case TopicAuthorizationException _ ->
                        "the service may not write to " + event.topic() + ": give it the right to";
                    case null, default -> event.topic() + " is no name that a topic can have";
                });
    }

    /** Holds their streams back until the next attempt is due. */
    static void add(Connection connection, List<Refusal> refusals) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into relay_refusal as f (stream_id, version, recorded, topic, type, fault, first_refused,
                                                last_refused, attempts, next_attempt)
                values (?, ?, ?::timestamptz, ?, ?, ?, clock_timestamp(), clock_timestamp(), 1,
                        clock_timestamp() + ?::interval)
                on conflict (stream_id) do update
                   set version = excluded.version, recorded = excluded.recorded, topic = excluded.topic,
                       type = excluded.type, fault = excluded.fault, last_refused = excluded.last_refused,
                       next_attempt = excluded.next_attempt,
                       first_refused = case when f.version = excluded.version then f.first_refused
                                            else excluded.first_refused end,
                       attempts = case when f.version = excluded.version then f.attempts + 1 else 1 end
                """)) {
            for (var refusal : refusals) {
                var event = refusal.event();
                upsert.setString(1, event.streamId());
                upsert.setLong(2, event.version());
                upsert.setString(3, event.recordedTime().toString());
                upsert.setString(4, event.topic());
                upsert.setString(5, event.headers().getOrDefault("ce_type", ""));
                upsert.setString(6, refusal.fault());
                upsert.setString(7, PAUSE.toString());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** Clears away what left the queue; how many streams wait. */
    static int sweep(Connection connection) throws SQLException {
        try (var delete = connection.prepareStatement("delete from relay_refusal f where not " + WAITS)) {
            delete.executeUpdate();
        }
        return count(connection);
    }

    static int count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from relay_refusal f where " + WAITS);
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    static List<RefusedEvent> list(Connection connection, int limit) throws SQLException {
        try (var select = connection.prepareStatement("""
                select stream_id, version, topic, type, fault, first_refused, last_refused, attempts, next_attempt,
                       (select count(*) from event_unpublished q where q.stream_id = f.stream_id)
                  from relay_refusal f where %s order by first_refused, stream_id limit ?
                """.formatted(WAITS))) {
            select.setInt(1, limit);
            var refused = new ArrayList<RefusedEvent>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    refused.add(new RefusedEvent(
                            rows.getString(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getLong(10),
                            time(rows, 6),
                            time(rows, 7),
                            rows.getLong(8),
                            time(rows, 9)));
                }
            }
            return List.copyOf(refused);
        }
    }

    static boolean retry(Connection connection, String streamId) throws SQLException {
        try (var update = connection.prepareStatement(
                "update relay_refusal f set next_attempt = clock_timestamp() where stream_id = ? and " + WAITS)) {
            update.setString(1, streamId);
            return update.executeUpdate() > 0;
        }
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
