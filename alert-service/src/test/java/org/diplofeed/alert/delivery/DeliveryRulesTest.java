package org.diplofeed.alert.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.diplofeed.alert.target.TargetAnswer;
import org.diplofeed.alert.target.TargetAnswer.Answered;
import org.diplofeed.alert.target.TargetAnswer.Failed;
import org.diplofeed.alert.target.TargetFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRulesTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void every_2xx_is_success(int status) {
        assertThat(outcome(answer(status, null), 1)).isEqualTo(new Outcome.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 302, 304, 307, 308, 400, 401, 403, 404, 409, 500, 501, 503, 999})
    void everything_else_is_tried_again_in_five_seconds(int status) {
        assertThat(outcome(answer(status, null), 1)).isEqualTo(new Outcome.Retry(Duration.ofSeconds(5), Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 504})
    void a_target_that_is_overloaded_is_left_alone_for_a_minute(int status) {
        assertThat(outcome(answer(status, null), 1))
                .isEqualTo(new Outcome.Retry(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    @Test
    void a_time_out_throttles_too() {
        assertThat(outcome(new Failed(TargetFault.TIMEOUT), 1))
                .isEqualTo(new Outcome.Retry(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIMEOUT")
    void other_faults_are_tried_again(TargetFault fault) {
        assertThat(outcome(new Failed(fault), 2)).isEqualTo(new Outcome.Retry(Duration.ofMinutes(5), Duration.ZERO));
    }

    @Test
    void gone_is_the_end() {
        assertThat(outcome(answer(410, "1"), 1)).isEqualTo(new Outcome.Gone());
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "90.5, PT1M30.5S",
        "'Tue, 01 Jan 2030 00:10:00 GMT', PT10M",
        "1, PT1M",
        "'Mon, 31 Dec 2029 23:00:00 GMT', PT1M",
        "-5, PT1M",
        "soon, PT1M",
        "99999999, PT24H"
    })
    void retry_after_pushes_later_only_and_to_a_cap(String header, Duration pause) {
        assertThat(outcome(answer(429, header), 1)).isEqualTo(new Outcome.Retry(pause, pause));
    }

    @Test
    void the_schedule_has_ten_attempts() {
        var pauses = IntStream.rangeClosed(1, 9)
                .mapToObj(
                        failed -> RetrySchedule.after(failed, 0, Duration.ZERO).orElseThrow())
                .toList();

        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(outcome(answer(500, null), 10)).isEqualTo(new Outcome.Exhausted());
    }

    @Test
    void jitter_stays_within_a_fifth_and_never_goes_below_what_was_asked_for() {
        assertThat(RetrySchedule.after(1, -1, Duration.ZERO)).contains(Duration.ofSeconds(4));
        assertThat(RetrySchedule.after(1, 1, Duration.ZERO)).contains(Duration.ofSeconds(6));
        assertThat(RetrySchedule.after(2, -1, Duration.ofMinutes(5))).contains(Duration.ofMinutes(5));
    }

    @Test
    void consent_is_the_challenge_itself_in_a_2xx() {
        assertThat(DeliveryRules.ofChallenge(body(200, "abc"), "abc")).isEqualTo(new Outcome.Delivered());
        assertThat(DeliveryRules.ofChallenge(body(200, "abc\n"), "abc")).isEqualTo(new Outcome.Failed());
        assertThat(DeliveryRules.ofChallenge(body(200, "<p>abc</p>"), "abc")).isEqualTo(new Outcome.Failed());
        assertThat(DeliveryRules.ofChallenge(body(302, "abc"), "abc")).isEqualTo(new Outcome.Failed());
        assertThat(DeliveryRules.ofChallenge(new Failed(TargetFault.DNS), "abc"))
                .isEqualTo(new Outcome.Failed());
    }

    private static Outcome outcome(TargetAnswer answer, int attempt) {
        return DeliveryRules.ofAlert(answer, attempt, 0, NOW);
    }

    private static TargetAnswer answer(int status, @Nullable String retryAfter) {
        return new Answered(status, retryAfter, new byte[0], false);
    }

    private static TargetAnswer body(int status, String body) {
        return new Answered(status, null, body.getBytes(UTF_8), false);
    }
}
