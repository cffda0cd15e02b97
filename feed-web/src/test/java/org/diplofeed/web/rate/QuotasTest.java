package org.diplofeed.web.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void what_is_left_and_when_all_is_back_is_told() {
        // given
        var quotas = new Quotas("subject", 2, DAY, 10);

        // when
        var verdict = quotas.take("desk");

        // then
        assertThat(verdict)
                .isEqualTo(new Quotas.Verdict(true, "\"subject\";q=2;w=86400", "\"subject\";r=1;t=43200", 0));
    }

    @Test
    void a_quota_that_is_used_up_says_when_the_next_request_can_come() {
        // given
        var quotas = new Quotas("subject", 1, DAY, 10);
        quotas.take("desk");

        // when
        var verdict = quotas.take("desk");

        // then
        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.retryAfterSeconds()).isBetween(1L, DAY.toSeconds());
    }

    @Test
    void one_client_does_not_use_up_what_is_anothers() {
        // given
        var quotas = new Quotas("subject", 1, DAY, 10);
        quotas.take("desk");

        // when
        var verdict = quotas.take("newsroom");

        // then
        assertThat(verdict.allowed()).isTrue();
    }

    @Test
    void no_more_clients_are_remembered_than_there_is_room_for() {
        // given
        var quotas = new Quotas("address", 1, DAY, 100);

        // when
        for (int i = 0; i < 10_000; i++) {
            quotas.take("client-" + i);
        }

        // then
        assertThat(quotas.remembered()).isLessThanOrEqualTo(100);
    }
}
