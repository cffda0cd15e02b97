package org.diplofeed.timeline.search;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Tables {@code text_pending} and {@code record_text}. */
public final class TextIndex {
    private static final String NEXT = """
            with taken as (
                delete from text_pending p using (
                    select kind, id, version from text_pending order by kind, id, version limit ?
                       for update skip locked) n
                 where p.kind = n.kind and p.id = n.id and p.version = n.version
                returning p.kind, p.id, p.version),
            read as materialized (
                select t.kind, t.id, t.version, v.config, v.words
                  from taken t join record_revision r using (kind, id, version),
                       lateral record_tsvector(r.kind, r.data) v),
            used as (
                insert into text_config_used (config) select distinct config from read on conflict do nothing),
            indexed as (
                insert into record_text (kind, id, version, config, words)
                select kind, id, version, config, words from read on conflict do nothing)
            select count(*) from taken
            """;

    private TextIndex() {}

    /**
     * Indexes what waits.
     *
     * @return how many texts were taken off the queue
     */
    public static long next(DataSource database, int limit, int timeoutSeconds) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (var statement = connection.prepareStatement(NEXT)) {
                statement.setQueryTimeout(timeoutSeconds);
                statement.setInt(1, limit);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        }
    }
}
