package org.diplofeed.alert.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RehearsalClockTest {
    private static final Instant DAY = Instant.parse("2025-12-02T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void it_goes_as_many_times_as_fast_as_its_speed_says() {
        // when
        var says = clock(60).saysAt(NOW.plusMillis(500));

        // then
        assertThat(says).isEqualTo(DAY.plusSeconds(30));
    }

    @Test
    void it_stands_while_nobody_plays() {
        // when
        var says = clock(1).saysAt(NOW.plus(Duration.ofHours(1)));

        // then
        assertThat(says).isEqualTo(DAY.plus(RehearsalClock.LONGEST_STEP));
    }

    @Test
    void it_does_not_go_back_with_the_databases_clock() {
        // when
        var says = clock(1_000).saysAt(NOW.minusSeconds(5));

        // then
        assertThat(says).isEqualTo(DAY);
    }

    @Test
    void it_stops_at_the_end() {
        // when
        var says = new RehearsalClock(DAY, DAY.plusSeconds(1), 1_000, NOW).saysAt(NOW.plusSeconds(1));

        // then
        assertThat(says).isEqualTo(DAY.plusSeconds(1));
    }

    @Test
    void what_a_step_did_not_come_to_is_left_for_the_next() {
        // given
        var later = NOW.plusSeconds(1);

        // when
        var stepped = clock(10).stepped(DAY.plusSeconds(4), later);

        // then
        assertThat(stepped.says()).isEqualTo(DAY.plusSeconds(4));
        assertThat(stepped.saysAt(later)).isEqualTo(DAY.plusSeconds(10));
    }

    @RepeatedTest(50)
    void however_it_is_stepped_it_is_never_faster_than_its_speed(RepetitionInfo repetition) {
        // given
        var random = new Random(repetition.getCurrentRepetition());
        double speed = 1 + random.nextInt(1_000);
        var clock = new RehearsalClock(DAY, DAY.plus(Duration.ofDays(3_000)), speed, NOW);
        var now = NOW;

        // when
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(random.nextInt(5_000));
            var target = clock.saysAt(now);
            var part = Duration.between(clock.says(), target)
                    .multipliedBy(random.nextInt(3))
                    .dividedBy(2);
            var reached = clock.says().plus(part);
            clock = clock.stepped(reached.isAfter(target) ? target : reached, now);
        }

        // then
        double passed = Duration.between(DAY, clock.saysAt(now)).toMillis() / 1_000.0;
        assertThat(passed)
                .as("seed %s", repetition.getCurrentRepetition())
                .isLessThanOrEqualTo(Duration.between(NOW, now).toMillis() / 1_000.0 * speed + 0.01);
    }

    private static RehearsalClock clock(double speed) {
        return new RehearsalClock(DAY, DAY.plus(Duration.ofDays(1)), speed, NOW);
    }
}
