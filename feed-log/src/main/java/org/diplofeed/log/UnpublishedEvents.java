package org.diplofeed.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The queue between ledger and broker: what is recorded and not yet known to be published. */
final class UnpublishedEvents {
    private static final long MOST_BYTES = 16_000_000; // So that a thousand large events do not fill the heap.

    private UnpublishedEvents() {}

    /** One event of the queue. */
    record Place(Instant recorded, String streamId, long version) {
        static Place of(StoredEvent event) {
            return new Place(event.recordedTime(), event.streamId(), event.version());
        }
    }

    /**
     * An event of the queue with what has to be known before it may be sent.
     *
     * @param behind whether the version before it waits, too, and was recorded before the time from which was read: it
     *     comes first, and is not among what was read
     */
    record Waiting(Place place, boolean behind) {}

    /**
     * A part of the queue.
     *
     * @param events in the order of recording, so of each stream in that of its versions
     * @param now the database's clock before it looked
     * @param complete whether that is all that waits
     */
    record Part(List<Waiting> events, Instant now, boolean complete) {}

    /**
     * What waits in some buckets, beginning at a time. No plan but the one along the key is good here, however empty
     * the table was when Postgres last counted it.
     *
     * <p>Streams that the broker refused an event of are left out until that is to be tried again.
     *
     * @param buckets those whose lease has ended on the database's clock yield nothing
     */
    static Part from(Connection connection, Instant start, UUID owner, List<Short> buckets, int limit)
            throws SQLException {
        try (var settings = connection.createStatement()) {
            settings.execute("set local enable_seqscan = off; set local enable_bitmapscan = off;"
                    + " set local enable_hashjoin = off; set local enable_mergejoin = off");
        }
        try (var select = connection.prepareStatement("""
                select u.recorded, u.stream_id, u.version, u.size,
                       u.version > 1 and coalesce((
                           select (select true from event_unpublished q
                                    where q.recorded = p.recorded and q.stream_id = p.stream_id
                                      and q.version = p.version)
                             from event p
                            where p.stream_id = u.stream_id and p.version = u.version - 1
                              and p.recorded < ?::timestamptz), false),
                       statement_timestamp()
                  from event_unpublished u
                 where u.recorded >= ?::timestamptz
                   and u.stream_id <> all (array(select stream_id from relay_refusal
                                                  where next_attempt > clock_timestamp()))
                   and u.bucket = any (array(select bucket from relay_lease where owner = ? and bucket = any (?)
                                                and expires > clock_timestamp())::smallint[])
                 order by u.recorded, u.stream_id, u.version limit ?
                """)) {
            select.setString(1, start.toString());
            select.setString(2, start.toString());
            select.setObject(3, owner);
            select.setArray(4, connection.createArrayOf("smallint", buckets.toArray()));
            select.setInt(5, limit);
            return part(select, limit);
        }
    }

    private static Part part(PreparedStatement select, int limit) throws SQLException {
        var events = new ArrayList<Waiting>();
        var now = Instant.EPOCH;
        long bytes = 0;
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                now = instant(rows.getObject(6, OffsetDateTime.class));
                bytes += rows.getInt(4);
                if (bytes > MOST_BYTES && !events.isEmpty()) {
                    return new Part(events, now, false);
                }
                events.add(new Waiting(
                        new Place(instant(rows.getObject(1, OffsetDateTime.class)), rows.getString(2), rows.getLong(3)),
                        rows.getBoolean(5)));
            }
        }
        return new Part(events, now, events.size() < limit);
    }

    /**
     * Takes published events off the queue, in one statement; taking them off twice does no harm. One look along the
     * key for each, whatever Postgres takes the table's size for: hence the offset.
     */
    static void remove(Connection connection, List<Place> published) throws SQLException {
        var times = new String[published.size()];
        var ids = new String[published.size()];
        var versions = new Long[published.size()];
        for (int i = 0; i < ids.length; i++) {
            times[i] = published.get(i).recorded().toString();
            ids[i] = published.get(i).streamId();
            versions[i] = published.get(i).version();
        }
        try (var delete = connection.prepareStatement("""
                delete from event_unpublished where ctid = any (array(
                    select u.ctid from unnest(?::timestamptz[], ?::text[], ?::bigint[]) p (recorded, stream_id, version)
                     cross join lateral (select ctid from event_unpublished o
                                          where o.recorded = p.recorded and o.stream_id = p.stream_id
                                            and o.version = p.version offset 0) u))
                """)) {
            delete.setArray(1, connection.createArrayOf("timestamptz", times));
            delete.setArray(2, connection.createArrayOf("text", ids));
            delete.setArray(3, connection.createArrayOf("bigint", versions));
            delete.executeUpdate();
        }
    }

    static long count(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from event_unpublished");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static Duration oldestAge(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                        select coalesce(extract(epoch from clock_timestamp() - min(recorded)) * 1000, 0)::bigint
                          from event_unpublished
                        """);
                var rows = select.executeQuery()) {
            rows.next();
            return Duration.ofMillis(Math.max(0, rows.getLong(1)));
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
