package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The queue between ledger and broker: what is recorded and not yet known to be published. */
final class UnpublishedEvents {
    /** So that a thousand large events do not fill the heap. */
    private static final long MOST_BYTES = 16_000_000;

    private UnpublishedEvents() {}

    /**
     * The next events of the buckets, in (stream, version) order within a bucket; of every stream a dense prefix.
     *
     * @param buckets in the order of their turn; those whose lease has ended on the database's clock yield nothing
     * @param without streams to leave out
     */
    static List<StoredEvent> next(
            Connection connection, UUID owner, List<Short> buckets, Collection<String> without, int limit)
            throws SQLException {
        try (var select = connection.prepareStatement("select " + EventRows.COLUMNS + " " + """
                  from (select q.stream_id, q.version, q.turn, row_number() over arrival as place,
                               sum(octet_length(e.payload)) over arrival as bytes
                          from (select u.stream_id, u.version, b.turn
                                  from (select bucket, turn from unnest(?::smallint[]) with ordinality n (bucket, turn)
                                         where exists (select from relay_lease l where l.bucket = n.bucket
                                                          and l.owner = ? and l.expires > clock_timestamp())
                                         order by turn) b
                                 cross join lateral (select stream_id, version from event_unpublished
                                                      where bucket = b.bucket and stream_id <> all (?::text[])
                                                      order by stream_id, version limit ?) u
                                 limit ?) q
                          join event e using (stream_id, version)
                        window arrival as (order by q.turn, q.stream_id, q.version)) f
                  join event e using (stream_id, version)
                 where f.place = 1 or f.bytes <= ?
                 order by f.place
                """)) {
            select.setArray(1, connection.createArrayOf("smallint", buckets.toArray()));
            select.setObject(2, owner);
            select.setArray(3, connection.createArrayOf("text", without.toArray()));
            select.setInt(4, limit);
            select.setInt(5, limit);
            select.setLong(6, MOST_BYTES);
            try (var rows = select.executeQuery()) {
                var events = new ArrayList<StoredEvent>();
                while (rows.next()) {
                    events.add(EventRows.event(rows));
                }
                return events;
            }
        }
    }

    /** Takes published events off the queue, in one statement; taking them off twice does no harm. */
    static void remove(Connection connection, List<StoredEvent> published) throws SQLException {
        var buckets = new Short[published.size()];
        var ids = new String[published.size()];
        var versions = new Long[published.size()];
        for (int i = 0; i < ids.length; i++) {
            buckets[i] = StreamBucket.of(published.get(i).streamId());
            ids[i] = published.get(i).streamId();
            versions[i] = published.get(i).version();
        }
        try (var delete = connection.prepareStatement("""
                delete from event_unpublished u
                 using unnest(?::smallint[], ?::text[], ?::bigint[]) p (bucket, stream_id, version)
                 where u.bucket = p.bucket and u.stream_id = p.stream_id and u.version = p.version
                """)) {
            delete.setArray(1, connection.createArrayOf("smallint", buckets));
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
}
