package org.diplofeed.web.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFaultsTest {
    static Stream<Throwable> unreached() {
        return Stream.of(
                new ConnectException(),
                ClosedConnectionException.INSTANCE,
                new TimeoutException(),
                new SQLException("the pool has no connection"));
    }

    @ParameterizedTest
    @MethodSource("unreached")
    void a_database_that_is_not_reached_is_away_however_deep_the_fault_lies(Throwable fault) {
        // given
        var wrapped = new IllegalStateException(new CompletionException(fault));

        // when
        boolean away = DatabaseFaults.isAway(wrapped);

        // then
        assertThat(away).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "57P03", "57014", "40001", "40P01", "55P03"})
    void a_database_that_stops_starts_is_full_or_busy_with_others_is_away(String state) {
        // given
        var fault = new SQLException("refused", state);

        // when
        boolean away = DatabaseFaults.isAway(fault);

        // then
        assertThat(away).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42P01", "22P02"})
    void a_statement_that_the_database_refuses_is_no_absence(String state) {
        // given
        var fault = new SQLException("refused", state);

        // when
        boolean away = DatabaseFaults.isAway(fault);

        // then
        assertThat(away).isFalse();
    }
}
