package org.diplofeed.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookoutTest {
    @Test
    void a_look_that_fails_is_not_the_last_one() throws InterruptedException {
        // given
        var looks = new AtomicInteger();
        var seen = new CountDownLatch(1);
        try (var lookout = new Lookout(
                "test",
                () -> {
                    switch (looks.incrementAndGet()) {
                        case 1 -> throw new SQLException("away", "08006");
                        case 2 -> throw new IllegalStateException("not there yet");
                        default -> seen.countDown();
                    }
                },
                Duration.ofMillis(1))) {

            // when
            lookout.start();

            // then
            assertThat(seen.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
