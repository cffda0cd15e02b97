package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @RepeatedTest(200)
    void a_time_is_read_as_the_platform_reads_it(RepetitionInfo repetition) {
        // given
        var random = new Random(repetition.getCurrentRepetition());
        var text = "%04d-%02d-%02dT%02d:%02d:%02d%s"
                .formatted(
                        random.nextInt(1, 9_999),
                        random.nextInt(1, 13),
                        random.nextInt(1, 29),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextBoolean() ? "Z" : random.nextBoolean() ? ".5Z" : "+02:00");

        // when
        var read = Rfc3339.parse(text);

        // then
        assertThat(read).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @RepeatedTest(200)
    void a_time_is_written_as_the_platform_writes_it(RepetitionInfo repetition) {
        // given
        var random = new Random(repetition.getCurrentRepetition());
        var instant = Instant.ofEpochSecond(
                random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000));

        // when
        var text = Rfc3339.micros(instant);

        // then
        assertThat(text)
                .isEqualTo(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                        .format(instant.atOffset(ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T25:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01 00:00:00Z",
                "2026-01-0aT00:00:00Z",
                "2026-01-01T00:00:00",
                ""
            })
    void what_is_no_time_is_refused(String text) {
        // when, then
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
