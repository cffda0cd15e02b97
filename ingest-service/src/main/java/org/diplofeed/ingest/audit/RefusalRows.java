package org.diplofeed.ingest.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of refusals. */
final class RefusalRows {
    /** A refusal with its place in the table. */
    record Numbered(long id, Refusal refusal) {}

    /**
     * Which refusals are asked for; what is null does not matter.
     *
     * @param before below which place
     */
    record Filter(
            @Nullable String subject,
            @Nullable String type,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Long before) {}

    private RefusalRows() {}

    static void insert(Connection connection, List<Refusal> refusals) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into refusal (refused_at, subject, operation, event_id, type, status, codes, request_id)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (var refusal : refusals) {
                insert.setObject(1, utc(refusal.refusedAt()));
                insert.setString(2, refusal.subject());
                insert.setString(3, refusal.operation());
                insert.setString(4, refusal.eventId());
                insert.setString(5, refusal.type());
                insert.setInt(6, refusal.status());
                insert.setArray(
                        7, connection.createArrayOf("text", refusal.codes().toArray()));
                insert.setString(8, refusal.requestId());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The newest first. */
    static List<Numbered> list(Connection connection, Filter filter, int limit) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, refused_at, subject, operation, event_id, type, status, codes, request_id
                  from refusal
                 where (?::text is null or subject = ?) and (?::text is null or type = ?)
                   and (?::timestamptz is null or refused_at >= ?) and (?::timestamptz is null or refused_at < ?)
                   and (?::bigint is null or id < ?)
                 order by id desc limit ?
                """)) {
            int next = 1;
            for (var value : new @Nullable Object[] {
                filter.subject(), filter.type(), utc(filter.since()), utc(filter.until()), filter.before()
            }) {
                select.setObject(next++, value);
                select.setObject(next++, value);
            }
            select.setInt(next, limit);
            var found = new ArrayList<Numbered>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Numbered(
                            rows.getLong(1),
                            new Refusal(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6),
                                    rows.getInt(7),
                                    List.of((String[]) rows.getArray(8).getArray()),
                                    rows.getString(9))));
                }
            }
            return found;
        }
    }

    /** Deletes what is older and says how many those were. */
    static long deleteBefore(Connection connection, Instant time) throws SQLException {
        try (var delete = connection.prepareStatement("delete from refusal where refused_at < ?")) {
            delete.setObject(1, utc(time));
            return delete.executeLargeUpdate();
        }
    }

    /** Deletes the oldest beyond a number. */
    static long deleteBeyond(Connection connection, long most) throws SQLException {
        try (var delete = connection.prepareStatement("""
                delete from refusal where id <= (select id from refusal order by id desc offset ? limit 1)
                """)) {
            delete.setLong(1, most);
            return delete.executeLargeUpdate();
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
