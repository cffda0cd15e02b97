package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The append side of the log: gives events their version and recordedtime and stores them, ledger and outbox in one, in
 * the caller's transaction. A {@link Relay} publishes them after the commit; whether a broker is there plays no part.
 *
 * <p>Stateless, so one instance serves all threads. Its tables ({@code db/feed-log/ledger}) are found through the
 * connection's search path. Every method belongs inside one read-committed transaction.
 */
public final class EventLedger {
    // Evaluated row by row in the order of the array, so that two transactions never wait for each other.
    private static final String LOCK = "select pg_advisory_xact_lock(k) from unnest(?::bigint[]) k";

    /**
     * Locks streams until the transaction ends, in one order for everybody, and says where they stand: at version 0
     * what has no event. It is their names that are locked, so that nothing is written of a stream that gets no event.
     *
     * <p>Streams are best locked in one call: two calls of one transaction may deadlock with another transaction, which
     * Postgres resolves by failing one of them with a transient error.
     */
    public Map<String, StreamHead> lock(Connection connection, Collection<String> streamIds) throws SQLException {
        var heads = new LinkedHashMap<String, StreamHead>();
        if (streamIds.isEmpty()) {
            return heads;
        }
        lockNames(connection, streamIds.stream().mapToLong(EventLedger::nameLock));
        try (var select = connection.prepareStatement(
                "select stream_id, version, last_recorded from stream_head where stream_id = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", streamIds.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getString(1);
                    var recorded = rows.getObject(3, OffsetDateTime.class).toInstant();
                    heads.put(id, new StreamHead(id, rows.getLong(2), recorded));
                }
            }
        }
        streamIds.forEach(id -> heads.putIfAbsent(id, new StreamHead(id, 0, null)));
        return heads;
    }

    /** The advisory lock of a stream's name. Who holds it locks the stream at next to no further cost. */
    public static long nameLock(String streamId) {
        var crc = new CRC32();
        crc.update(streamId.getBytes(UTF_8));
        return (crc.getValue() << Integer.SIZE) | Integer.toUnsignedLong(streamId.hashCode());
    }

    /** Takes advisory locks until the transaction ends, in one order for everybody. */
    public static void lockNames(Connection connection, LongStream names) throws SQLException {
        try (var lock = connection.prepareStatement(LOCK)) {
            var keys = names.distinct().sorted().boxed().toArray();
            lock.setArray(1, connection.createArrayOf("bigint", keys));
            lock.execute();
        }
    }

    /** Appends events whose streams need not be locked yet; see {@link #append(Connection, Map, List)}. */
    public List<AppendedEvent> append(Connection connection, List<NewEvent> events) throws SQLException {
        return append(
                connection,
                lock(connection, events.stream().map(NewEvent::streamId).toList()),
                events);
    }

    /**
     * Appends events, in order, set-based: the number of statements does not grow with theirs.
     *
     * <p>An event's recordedtime is the greatest of the database's clock, its {@link NewEvent#notBefore} and one
     * microsecond after the event before it in its stream, so it rises also when the clock steps back.
     *
     * @param heads the streams' heads as this transaction has them now, from {@link #lock} or {@link #headsAfter}
     * @return what each event got, in the same order
     * @throws IllegalArgumentException when the head of a stream is missing
     * @throws IllegalStateException when a head is not as the database has it
     * @throws SQLException also when a stream has begun that stands at version 0 here
     */
    public List<AppendedEvent> append(Connection connection, Map<String, StreamHead> heads, List<NewEvent> events)
            throws SQLException {
        if (events.isEmpty()) {
            return List.of();
        }
        var now = clock(connection);
        var current = new LinkedHashMap<String, StreamHead>();
        var appended = new ArrayList<AppendedEvent>(events.size());
        for (var event : events) {
            var head = current.get(event.streamId());
            if (head == null) {
                head = heads.get(event.streamId());
            }
            if (head == null) {
                throw new IllegalArgumentException("append to a stream that is not locked");
            }
            var recorded = recordedTime(now, head.lastRecorded(), event.notBefore());
            current.put(event.streamId(), new StreamHead(event.streamId(), head.version() + 1, recorded));
            appended.add(new AppendedEvent(event.streamId(), head.version() + 1, recorded));
        }
        EventRows.insert(connection, events, appended);
        advance(connection, heads, List.copyOf(current.values()));
        return List.copyOf(appended);
    }

    /**
     * Puts events back that were recorded elsewhere, with the versions and recordedtimes that they had; they are
     * published like any other. What is there already stays as it is, so that a file can be put back twice.
     *
     * @return what was added; or, when an event does not follow what is there of its stream, that nothing was
     */
    public RestoredEvent.Outcome restore(Connection connection, List<RestoredEvent> events) throws SQLException {
        var heads = lock(
                connection,
                events.stream().map(event -> event.place().streamId()).toList());
        var current = new LinkedHashMap<>(heads);
        var added = new ArrayList<RestoredEvent>(events.size());
        for (int i = 0; i < events.size(); i++) {
            var place = events.get(i).place();
            var head = Objects.requireNonNull(current.get(place.streamId()), "a head that was locked");
            if (place.version() > head.version() + 1) {
                return new RestoredEvent.Outcome.OutOfOrder(i, head.version());
            }
            if (place.version() == head.version() + 1) {
                var last = head.lastRecorded();
                if (last != null && !place.recordedTime().isAfter(last)) {
                    return new RestoredEvent.Outcome.OutOfOrder(i, null);
                }
                current.put(place.streamId(), new StreamHead(place.streamId(), place.version(), place.recordedTime()));
                added.add(events.get(i));
            }
        }
        if (!added.isEmpty()) {
            EventRows.insert(
                    connection,
                    added.stream().map(RestoredEvent::event).toList(),
                    added.stream().map(RestoredEvent::place).toList());
            current.values().removeIf(head -> head.equals(heads.get(head.streamId())));
            advance(connection, heads, List.copyOf(current.values()));
        }
        return new RestoredEvent.Outcome.Restored(List.copyOf(added), events.size() - added.size());
    }

    /** The heads after an append, for another append in the same transaction. */
    public static Map<String, StreamHead> headsAfter(Map<String, StreamHead> heads, List<AppendedEvent> appended) {
        var after = new LinkedHashMap<>(heads);
        for (var event : appended) {
            after.put(event.streamId(), new StreamHead(event.streamId(), event.version(), event.recordedTime()));
        }
        return after;
    }

    /** The events of a stream as recorded, from version 1, published or not. */
    public List<StoredEvent> read(Connection connection, String streamId) throws SQLException {
        return EventRows.read(connection, streamId);
    }

    static Instant recordedTime(Instant now, @Nullable Instant last, @Nullable Instant notBefore) {
        var recorded = now.truncatedTo(ChronoUnit.MICROS);
        if (notBefore != null && notBefore.isAfter(recorded)) {
            var floor = notBefore.truncatedTo(ChronoUnit.MICROS);
            recorded = floor.equals(notBefore) ? floor : floor.plus(1, ChronoUnit.MICROS);
        }
        if (last != null && !recorded.isAfter(last)) {
            recorded = last.plus(1, ChronoUnit.MICROS);
        }
        return recorded;
    }

    /** Under the lock that tells {@link LedgerWatermark} of this transaction. */
    private static Instant clock(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(LedgerWatermark.CLOCK);
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void advance(Connection connection, Map<String, StreamHead> from, List<StreamHead> to)
            throws SQLException {
        var begun = new CopyRows("stream_head", "stream_id", "version", "last_recorded");
        var going = new ArrayList<StreamHead>();
        for (var head : to) {
            if (versionBefore(from, head) == 0) {
                begun.row().text(head.streamId()).bigint(head.version()).time(head.lastRecorded());
            } else {
                going.add(head);
            }
        }
        begun.send(connection);
        if (!going.isEmpty()) {
            update(connection, from, going);
        }
    }

    private static long versionBefore(Map<String, StreamHead> from, StreamHead head) {
        var before = from.get(head.streamId());
        return before == null ? 0 : before.version();
    }

    private static void update(Connection connection, Map<String, StreamHead> from, List<StreamHead> to)
            throws SQLException {
        var ids = new String[to.size()];
        var expected = new Long[to.size()];
        var versions = new Long[to.size()];
        var recorded = new String[to.size()];
        for (int i = 0; i < ids.length; i++) {
            var head = to.get(i);
            ids[i] = head.streamId();
            expected[i] = versionBefore(from, head);
            versions[i] = head.version();
            recorded[i] = String.valueOf(head.lastRecorded());
        }
        try (var update = connection.prepareStatement("""
                update stream_head h set version = n.version, last_recorded = n.recorded::timestamptz
                  from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[]) n (stream_id, expected, version, recorded)
                 where h.stream_id = n.stream_id and h.version = n.expected
                """)) {
            update.setArray(1, connection.createArrayOf("text", ids));
            update.setArray(2, connection.createArrayOf("bigint", expected));
            update.setArray(3, connection.createArrayOf("bigint", versions));
            update.setArray(4, connection.createArrayOf("text", recorded));
            if (update.executeUpdate() != ids.length) {
                throw new IllegalStateException("a stream is not at the version that its head says");
            }
        }
    }
}
