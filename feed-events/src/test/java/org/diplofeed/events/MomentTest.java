package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    @Test
    void a_date_is_a_whole_utc_day_to_its_last_microsecond() {
        // when
        var day = Moment.parse("2025-12-02");

        // then
        assertThat(day)
                .isEqualTo(new Moment(
                        "2025-12-02",
                        Instant.parse("2025-12-02T00:00:00Z"),
                        Instant.parse("2025-12-02T23:59:59.999999Z")));
        assertThat(day.isDate()).isTrue();
    }

    @Test
    void an_instant_begins_and_ends_where_it_is() {
        // when
        var instant = Moment.parse("2021-11-16T20:37:00+02:00");

        // then
        assertThat(instant.start()).isEqualTo(instant.end()).isEqualTo("2021-11-16T18:37:00Z");
        assertThat(instant.isDate()).isFalse();
    }

    @Test
    void midnight_is_an_instant_and_no_date() {
        assertThat(Moment.parse("2025-12-02T00:00:00Z").isDate()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-02", "2024-02-29", "2021-11-16T18:37:00Z", "2021-11-16T20:37:00.5+02:00"})
    void it_is_kept_as_it_was_written(String text) {
        // when
        var written = Resources.written(Moment.parse(text));

        // then
        assertThat(written.textValue()).isEqualTo(text);
        assertThat(EventCodec.value(written, Moment.class)).isEqualTo(Moment.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2025", "2025-02-29", "2025-12-02T10:00:00", "2025-12-02T25:00:00Z", "yesterday", "Today"})
    void what_is_neither_a_date_nor_an_instant_is_refused(String text) {
        assertThatThrownBy(() -> Moment.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @RepeatedTest(50)
    void a_day_ends_a_microsecond_before_the_next_begins(RepetitionInfo repetition) {
        // given
        var random = new Random(repetition.getCurrentRepetition());
        var day = LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000));

        // when
        var moment = Moment.parse(day.toString());
        var next = Moment.parse(day.plusDays(1).toString());

        // then
        assertThat(moment.end().plus(1, ChronoUnit.MICROS))
                .as("seed %s", repetition.getCurrentRepetition())
                .isEqualTo(next.start());
    }

    @RepeatedTest(50)
    void an_instant_is_the_same_moment_at_every_offset(RepetitionInfo repetition) {
        // given
        var random = new Random(repetition.getCurrentRepetition());
        var instant = Instant.ofEpochSecond(
                random.nextLong(-4_000_000_000L, 4_000_000_000L), random.nextInt(1_000_000) * 1000L);
        var offset = ZoneOffset.ofTotalSeconds(random.nextInt(-17 * 60, 17 * 60) * 60);

        // when
        var abroad = Moment.parse(instant.atOffset(offset).toString());

        // then
        assertThat(abroad.start())
                .as("seed %s", repetition.getCurrentRepetition())
                .isEqualTo(Moment.at(instant).start());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2025-12-02,           2025-12-02,           true
            2025-12-02T10:00:00Z, 2025-12-02,           true
            2025-12-02,           2025-12-02T00:00:00Z, true
            2025-12-02,           2025-12-01,           false
            2025-12-02T10:00:00Z, 2025-12-02T09:59:59Z, false
            """)
    void a_span_is_ordered_if_something_of_its_end_is_not_before_its_beginning(
            String from, String to, boolean ordered) {
        // when
        var span = new TimeSpan(Moment.parse(from), Moment.parse(to), Precision.RANGE);

        // then
        assertThat(span.ordered()).isEqualTo(ordered);
        assertThat(span.start()).isEqualTo(span.from().start());
        assertThat(span.end()).isEqualTo(span.to().end());
    }
}
