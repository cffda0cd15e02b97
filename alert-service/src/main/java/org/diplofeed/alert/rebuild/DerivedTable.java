package org.diplofeed.alert.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A table of what is derived, beside the same table of a rebuild.
 *
 * @param name the table
 * @param key its key
 * @param needed what keeps a row that the log does not give, in terms of {@code l}
 */
record DerivedTable(String name, String key, String needed) {
    static final List<DerivedTable> ALL = List.of(
            new DerivedTable("actor", "actor_id", "false"),
            new DerivedTable("issue", "issue_id", "false"),
            new DerivedTable(
                    "derived_event",
                    "event_id",
                    "exists (select from public.alert a where a.about_id = l.about_id and a.event_id = l.event_id)"));

    /** Makes the rebuild's, and where it keeps what it replaces. */
    void create(Connection connection, String schema) throws SQLException {
        execute(connection, """
                create table %1$s.%2$s (like public.%2$s including all);
                create table %1$s.replaced_%2$s (like public.%2$s)
                """.formatted(schema, name));
    }

    /**
     * A query of all differences: table, id, change, and the hash of what would stand there.
     *
     * @param certain whether the rebuild has read every stream to its end; if not, nothing is surplus
     */
    String differences(String schema, boolean certain) {
        return """
                select '%2$s' as name, %3$s as id,
                       case when l.%3$s is null then 'MISSING' when g.%3$s is null then 'SURPLUS' else 'CHANGED' end
                           as change,
                       coalesce(md5(row(g.*)::text), '') as content
                  from public.%2$s l full join %1$s.%2$s g using (%3$s)
                 where row(l.*) is distinct from row(g.*) and (g.%3$s is not null or %4$s and not (%5$s))
                """.formatted(schema, name, key, certain, needed);
    }

    /** How many rows the log does not give. */
    String surplus(String schema) {
        return "select count(*) from public.%2$s l where not exists (select from %1$s.%2$s g where g.%3$s = l.%3$s)"
                .formatted(schema, name, key);
    }

    /**
     * Puts the differences in place that stand in the schema's table {@code difference}, and keeps what they replace.
     */
    void replace(Connection connection, String schema) throws SQLException {
        var columns = columns(connection);
        execute(connection, """
                truncate %1$s.replaced_%2$s;
                insert into %1$s.replaced_%2$s
                select l.* from public.%2$s l join %1$s.difference d on d.name = '%2$s' and d.id = l.%3$s;
                insert into public.%2$s (%4$s)
                select g.* from %1$s.%2$s g join %1$s.difference d on d.name = '%2$s' and d.id = g.%3$s
                    on conflict (%3$s) do update set (%4$s) = row (%5$s);
                delete from public.%2$s l using %1$s.difference d
                 where d.name = '%2$s' and d.id = l.%3$s and d.change = 'SURPLUS'
                """.formatted(schema, name, key, columns.names(), columns.excluded()));
    }

    /** Puts back what was replaced, where nothing has come since. */
    void putBack(Connection connection, String schema) throws SQLException {
        var columns = columns(connection);
        execute(connection, """
                insert into public.%2$s (%4$s)
                select %4$s from %1$s.replaced_%2$s r
                 where not exists (select from public.%2$s l where l.%3$s = r.%3$s)
                       and not exists (select from %1$s.%2$s g where g.%3$s = r.%3$s)
                    or exists (select from public.%2$s l join %1$s.%2$s g using (%3$s)
                                where l.%3$s = r.%3$s and row(l.*) is not distinct from row(g.*))
                    on conflict (%3$s) do update set (%4$s) = row (%5$s);
                delete from public.%2$s l using %1$s.difference d, %1$s.%2$s g
                 where d.name = '%2$s' and d.id = l.%3$s and d.change = 'MISSING' and g.%3$s = l.%3$s
                   and row(l.*) is not distinct from row(g.*) and not (%6$s)
                """.formatted(schema, name, key, columns.names(), columns.excluded(), needed));
    }

    private record Columns(String names, String excluded) {}

    private Columns columns(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                select string_agg(attname, ', ' order by attnum), string_agg('excluded.' || attname, ', ' order by attnum)
                  from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped
                """)) {
            select.setString(1, "public." + name);
            try (var rows = select.executeQuery()) {
                rows.next();
                return new Columns(rows.getString(1), rows.getString(2));
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
