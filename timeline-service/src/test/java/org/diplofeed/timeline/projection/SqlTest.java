package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.timeline.projection.Sql.flag;
import static org.diplofeed.timeline.projection.Sql.integer;
import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.small;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.diplofeed.testkit.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqlTest {
    private record Sample(
            String name,
            long number,
            int small,
            boolean flag,
            @Nullable Instant time,
            List<String> texts) {}

    private static final List<Sql.Column<Sample>> COLUMNS = List.of(
            text(Sample::name),
            number(Sample::number),
            integer(sample -> (long) sample.small()),
            small(sample -> (long) sample.small()),
            flag(Sample::flag),
            time(Sample::time),
            texts(Sample::texts));
    private static final List<Sample> SAMPLES = List.of(
            new Sample("plain", 1, 2, true, Instant.parse("2030-01-01T00:00:00Z"), List.of("a", "b")),
            new Sample("a \"quoted\" \\ naïve 漢字 😀", Long.MIN_VALUE, -32_768, false, null, List.of()),
            new Sample(
                    "",
                    Long.MAX_VALUE,
                    32_767,
                    true,
                    Instant.parse("1946-01-01T00:00:00.000001Z"),
                    List.of("{\"x\"}", "")),
            new Sample("x".repeat(200_000), 0, -1, false, Instant.parse("1999-12-31T23:59:59.999999Z"), List.of("ü")));

    @Test
    void rows_that_are_copied_in_are_those_that_an_insert_would_have_made() throws SQLException {
        // given
        try (var connection = TestDatabase.fresh().dataSource().getConnection()) {
            for (var table : List.of("copied", "inserted")) {
                execute(
                        connection,
                        "create table " + table
                                + " (n text, i bigint, j int, k smallint, f boolean, t timestamptz, x text[])");
            }
            Sql.write(connection, """
                    insert into inserted select n, i, j, k, f, t::timestamptz, x::text[]
                      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::text[], ?::text[]) r (n, i, j, k, f, t, x)
                    """, SAMPLES, COLUMNS);

            // when
            Sql.copy(connection, "copied (n, i, j, k, f, t, x)", SAMPLES, COLUMNS);

            // then
            assertThat(rows(connection, "copied"))
                    .isEqualTo(rows(connection, "inserted"))
                    .hasSameSizeAs(SAMPLES);
        }
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        return Sql.read(
                connection,
                "select row(r.*)::text from " + table + " r, unnest(?::text[]) one order by i",
                List.of("one"),
                List.of(text(one -> one)),
                row -> row.getString(1));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
