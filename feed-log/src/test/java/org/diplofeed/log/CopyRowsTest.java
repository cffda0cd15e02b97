package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CopyRowsTest {
    private static final String TABLE =
            "create table copied (t text, b bytea, l bigint, i int, s smallint, f boolean, at timestamptz, id int primary key)";
    private static final String[] COLUMNS = {"t", "b", "l", "i", "s", "f", "at", "id"};

    @Test
    void what_is_sent_reads_back_whole_whatever_it_is() throws Exception {
        // given
        var database = LogDatabase.fresh();
        database.execute(TABLE);
        var rows = new CopyRows("copied", COLUMNS);
        rows.row()
                .text("ü\"\\\n\ud83d\ude00")
                .bytea(new byte[] {0, 1, -1})
                .bigint(Long.MIN_VALUE)
                .integer(-7)
                .smallint((short) -3)
                .bool(true)
                .time(Instant.parse("1999-12-31T23:59:59.000001Z"))
                .integer(1);
        rows.row()
                .text(null)
                .bytea(new byte[50_000])
                .bigint(1)
                .integer(0)
                .smallint((short) 0)
                .bool(false)
                .time(null)
                .integer(2);

        // when
        database.in(connection -> {
            rows.send(connection);
            return 0;
        });

        // then
        assertThat(database.texts("""
                        select concat_ws(' ', coalesce(t, 'null'), left(encode(b, 'hex'), 8), length(b), l, i, s, f,
                                         coalesce(to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), 'null'))
                          from copied order by id
                        """))
                .containsExactly(
                        "ü\"\\\n\ud83d\ude00 0001ff 3 -9223372036854775808 -7 -3 t 1999-12-31 23:59:59.000001",
                        "null 00000000 50000 1 0 0 f null");
    }

    @Test
    void a_row_that_breaks_a_constraint_fails_all_and_leaves_the_connection_usable() throws Exception {
        // given
        var database = LogDatabase.fresh();
        database.execute(TABLE);
        database.execute("insert into copied (id) values (2)");
        var rows = new CopyRows("copied", "id");
        rows.row().integer(1);
        rows.row().integer(2);

        // when
        assertThatThrownBy(() -> database.in(connection -> {
                    rows.send(connection);
                    return 0;
                }))
                .isInstanceOf(SQLException.class);

        // then
        assertThat(database.number("select count(*) from copied")).isEqualTo(1);
    }
}
