package org.diplofeed.alert.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    /** Goes forward on 2026-03-29, 02:00 to 03:00 (01:00Z), and back on 2026-10-25, 03:00 to 02:00 (01:00Z). */
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static final QuietHours NIGHT = new QuietHours(VIENNA, LocalTime.of(22, 0), LocalTime.of(7, 0), null);

    @ParameterizedTest
    @CsvSource({
        "2026-01-10T20:59:59Z,",
        "2026-01-10T21:00:00Z, 2026-01-11T06:00:00Z",
        "2026-01-11T05:59:59Z, 2026-01-11T06:00:00Z",
        "2026-01-11T06:00:00Z,",
        "2026-07-10T20:00:00Z, 2026-07-11T05:00:00Z",
        // The night in which the clocks go forward has an hour less, and the one in which they go back an hour more.
        "2026-03-28T21:00:00Z, 2026-03-29T05:00:00Z",
        "2026-03-29T05:00:00Z,",
        "2026-10-24T20:00:00Z, 2026-10-25T06:00:00Z",
        "2026-10-25T05:59:59Z, 2026-10-25T06:00:00Z",
        "2026-10-25T06:00:00Z,",
    })
    void a_night_ends_when_the_clock_on_the_wall_says_so(Instant now, Instant end) {
        assertThat(NIGHT.endAt(now)).isEqualTo(Optional.ofNullable(end));
    }

    @ParameterizedTest
    @CsvSource({
        // 02:30 is not there on 29 March: quiet ends with the change itself.
        "22:00, 02:30, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
        "22:00, 02:30, 2026-03-29T01:00:00Z,",
        "02:30, 06:00, 2026-03-29T01:00:00Z, 2026-03-29T04:00:00Z",
        "02:30, 06:00, 2026-03-29T00:59:59Z,",
        // 02:30 is there twice on 25 October: quiet begins at the first and ends at the second.
        "22:00, 02:30, 2026-10-25T00:45:00Z, 2026-10-25T01:30:00Z",
        "02:30, 06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
        "02:30, 06:00, 2026-10-25T00:29:59Z,",
    })
    void an_edge_within_the_change_of_clocks_is_clear(LocalTime from, LocalTime to, Instant now, Instant end) {
        assertThat(new QuietHours(VIENNA, from, to, null).endAt(now)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void days_are_those_on_which_the_hours_begin() {
        // given
        var weekend = new QuietHours(
                VIENNA, LocalTime.of(22, 0), LocalTime.of(7, 0), new TreeSet<>(Set.of(DayOfWeek.SATURDAY)));

        // when
        var sundayMorning = weekend.endAt(Instant.parse("2026-01-11T02:00:00Z"));
        var saturdayMorning = weekend.endAt(Instant.parse("2026-01-10T02:00:00Z"));

        // then
        assertThat(sundayMorning).contains(Instant.parse("2026-01-11T06:00:00Z"));
        assertThat(saturdayMorning).isEmpty();
    }
}
