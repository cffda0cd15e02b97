package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Constraints and indexes of the tables that are copied into, and the tags that a trigger keeps of revisions: dropped
 * before, made again afterwards.
 */
final class Indexes {
    /** The tables that are copied into. */
    static final List<String> TABLES = List.of(
            "stream_seen",
            "learned",
            "record",
            "record_revision",
            "record_tag",
            "text_pending",
            "position_entry",
            "claim_word",
            "position",
            "claim",
            "standing_shift",
            "standing_notice");

    private static final String FIND = """
            select format('alter table %1$s drop constraint %2$I', t.oid::regclass, c.conname) as gone,
                   format('alter table %1$s add constraint %2$I %3$s', t.oid::regclass, c.conname,
                          pg_get_constraintdef(c.oid)) as made, 1 as rank, c.conname as name
              from pg_constraint c join pg_class t on t.oid = c.conrelid
             where c.contype in ('p', 'u') and t.relnamespace = ?::regnamespace and t.relname = any (?)
            union all
            select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 2, x.relname
              from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
             where t.relnamespace = ?::regnamespace and t.relname = any (?)
               and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
             order by rank, name
            """;

    /** What the trigger would have kept of each revision, all at once. */
    private static final Definition TAGS =
            new Definition("alter table record_revision disable trigger record_revision_tags", """
            insert into record_tag (tag, valid_from, id, version, kind)
            select t.tag, r.valid_from, r.id, r.version, r.kind
              from record_revision r cross join lateral unnest(r.tags) t (tag)
             where left(t.tag, 2) = any ('{a:,i:,c:,m:}');
            alter table record_revision enable trigger record_revision_tags
            """);

    private Indexes() {}

    private record Definition(String gone, String made) {}

    /** Drops them and keeps what makes them again, in one transaction. */
    static void drop(Connection connection, int generation, String schema) throws SQLException {
        var found = new ArrayList<>(List.of(TAGS));
        try (var select = connection.prepareStatement(FIND)) {
            var tables = connection.createArrayOf("text", TABLES.toArray());
            select.setString(1, schema);
            select.setArray(2, tables);
            select.setString(3, schema);
            select.setArray(4, tables);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Definition(rows.getString("gone"), rows.getString("made")));
                }
            }
        }
        try (var insert = connection.prepareStatement(
                        "insert into public.generation_index (generation, ordinal, ddl) values (?, ?, ?)");
                var drop = connection.createStatement()) {
            for (int i = 0; i < found.size(); i++) {
                insert.setInt(1, generation);
                insert.setInt(2, i);
                insert.setString(3, found.get(i).made());
                insert.addBatch();
                drop.execute(found.get(i).gone());
            }
            insert.executeBatch();
        }
    }

    /** How many there are, and how many of them are made. */
    record Count(int made, int all) {}

    static Count count(Connection connection, int generation) throws SQLException {
        try (var select = connection.prepareStatement("""
                select count(*) filter (where made), count(*) from public.generation_index where generation = ?
                """)) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                rows.next();
                return new Count(rows.getInt(1), rows.getInt(2));
            }
        }
    }

    /**
     * Makes the next one again, in the connection's transaction; false if none is left.
     *
     * @param gentle by one process of the database alone
     */
    static boolean makeNext(Connection connection, int generation, boolean gentle) throws SQLException {
        int ordinal;
        String ddl;
        try (var select = connection.prepareStatement("""
                select ordinal, ddl from public.generation_index where generation = ? and not made
                 order by ordinal limit 1 for update
                """)) {
            select.setInt(1, generation);
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                ordinal = rows.getInt(1);
                ddl = rows.getString(2);
            }
        }
        try (var make = connection.createStatement();
                var update = connection.prepareStatement(
                        "update public.generation_index set made = true where generation = ? and ordinal = ?")) {
            make.execute("set local maintenance_work_mem = '128MB'");
            if (gentle) {
                make.execute("set local max_parallel_maintenance_workers = 0");
            }
            make.execute(ddl);
            update.setInt(1, generation);
            update.setInt(2, ordinal);
            update.executeUpdate();
        }
        return true;
    }
}
