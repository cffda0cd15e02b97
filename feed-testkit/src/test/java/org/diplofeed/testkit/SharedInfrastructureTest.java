package org.diplofeed.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SharedInfrastructureTest {
    @Test
    void two_databases_share_a_server_and_nothing_else() throws SQLException {
        // given
        var one = TestDatabase.fresh();
        var other = TestDatabase.fresh();

        // when
        try (var connection = one.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table mine (id int)");
        }

        // then
        assertThat(tables(one)).isEqualTo(1);
        assertThat(tables(other)).isZero();
    }

    @Test
    void the_broker_stays_the_same_and_prefixes_never_do() {
        assertThat(TestBroker.bootstrapServers()).isEqualTo(TestBroker.bootstrapServers());
        assertThat(TestBroker.topicPrefix()).isNotEqualTo(TestBroker.topicPrefix());
    }

    private static int tables(TestDatabase database) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*)::int from information_schema.tables where table_schema = 'public'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
