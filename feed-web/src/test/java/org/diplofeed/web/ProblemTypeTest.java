package org.diplofeed.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ProblemTypeTest {
    @Test
    void a_lock_that_somebody_else_holds_is_worth_another_try() {
        // given
        var fault = new IllegalStateException(new SQLException("refused", "55P03"));

        // when
        var type = ProblemType.of(fault);

        // then
        assertThat(type).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void a_statement_that_is_wrong_is_our_own_fault() {
        // given
        var fault = new SQLException("refused", "42P01");

        // when
        var type = ProblemType.of(fault);

        // then
        assertThat(type).isEqualTo(ProblemType.INTERNAL);
    }
}
