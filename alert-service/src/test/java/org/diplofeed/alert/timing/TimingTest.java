package org.diplofeed.alert.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.alert.match.AlertFamily;
import org.diplofeed.events.FeedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Instant NOON = Instant.parse("2026-01-10T11:00:00Z");
    private static final Subject BRIDGE = new Subject("XAA", "x.bridge", 3);
    private static final Subject TUNNEL = new Subject("XAA", "x.tunnel", 3);
    private static final QuietHours NIGHT = new QuietHours(VIENNA, LocalTime.of(22, 0), LocalTime.of(7, 0), null);

    @Test
    void shifts_go_out_at_once_and_everything_else_in_a_digest_unless_it_is_asked_for() {
        // given
        var eager = new Timing(null, null, null, null, null, new TreeSet<>(Set.of(AlertFamily.NOTICE)));

        // then
        assertThat(Timing.DEFAULT.heldBack(false, AlertFamily.SHIFT, false, BRIDGE, NOON))
                .isEmpty();
        assertThat(Timing.DEFAULT.heldBack(false, AlertFamily.NOTICE, false, BRIDGE, NOON))
                .contains(HeldBack.DIGEST);
        assertThat(Timing.DEFAULT.heldBack(false, AlertFamily.HISTORY, false, BRIDGE, NOON))
                .contains(HeldBack.DIGEST);
        assertThat(Timing.DEFAULT.heldBack(false, AlertFamily.SHIFT, true, BRIDGE, NOON))
                .contains(HeldBack.BACKFILL);
        assertThat(eager.heldBack(false, AlertFamily.NOTICE, false, BRIDGE, NOON))
                .isEmpty();
        assertThat(eager.heldBack(false, AlertFamily.SHIFT, false, BRIDGE, NOON))
                .contains(HeldBack.DIGEST);
    }

    @Test
    void a_mute_is_for_its_holder_and_issue_alone_and_ends() {
        // given
        var end = NOON.plusSeconds(60);
        var timing = new Timing(null, List.of(new Mute("XAA", "x.bridge", end)), null, null, null, null);

        // then
        assertThat(timing.silence(false, BRIDGE, NOON)).contains(HeldBack.MUTED);
        assertThat(timing.silence(false, BRIDGE, end)).isEmpty();
        assertThat(timing.silence(false, TUNNEL, NOON)).isEmpty();
        assertThat(timing.silence(false, new Subject(null, null, 6), NOON)).isEmpty();
    }

    @Test
    void what_is_urgent_enough_breaks_through_every_silence() {
        // given
        var timing = new Timing(NOON.plusSeconds(60), null, NIGHT, 2, null, null);

        // then
        assertThat(timing.silence(true, new Subject("XAA", "x.bridge", 2), NOON))
                .isEmpty();
        assertThat(timing.silence(true, BRIDGE, NOON)).contains(HeldBack.PAUSED);
    }

    @Test
    void one_silence_after_another_is_one_silence() {
        // given
        var timing = new Timing(Instant.parse("2026-01-10T23:00:00Z"), null, NIGHT, null, null, null);

        // when
        var release = timing.release(false, HeldBack.SNOOZED, BRIDGE, NOON, NOON);
        var paused = timing.release(true, HeldBack.SNOOZED, BRIDGE, NOON, NOON);

        // then
        assertThat(release).isEqualTo(Instant.parse("2026-01-11T06:00:00Z"));
        assertThat(paused).isEqualTo(Instant.MAX);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-10T05:00:00Z, 2026-01-10T07:00:00Z",
        "2026-01-10T07:00:00Z, 2026-01-11T07:00:00Z",
        "2026-07-10T05:00:00Z, 2026-07-10T06:00:00Z",
        "2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z",
        "2026-10-24T12:00:00Z, 2026-10-25T07:00:00Z",
    })
    void a_digest_goes_out_at_eight_by_the_clock_on_the_wall(Instant since, Instant due) {
        // given
        var timing = new Timing(null, null, null, null, new DigestTimes(LocalTime.of(8, 0), VIENNA, null), null);

        // then
        assertThat(timing.release(false, HeldBack.DIGEST, BRIDGE, since, since)).isEqualTo(due);
    }

    @Test
    void a_weekly_digest_waits_for_its_day() {
        // given
        var monday = new DigestTimes(LocalTime.of(7, 0), null, new TreeSet<>(Set.of(DayOfWeek.MONDAY)));

        // when
        var next = monday.next(NOON);

        // then
        assertThat(next).isEqualTo(Instant.parse("2026-01-12T07:00:00Z"));
    }

    @Test
    void what_was_asked_for_is_read_as_it_was_written() throws Exception {
        // given
        var timing = new Timing(
                NOON,
                List.of(new Mute("XAA", null, NOON)),
                NIGHT,
                2,
                new DigestTimes(LocalTime.of(8, 30), VIENNA, null),
                new TreeSet<>());

        // when
        String json = FeedJson.mapper().writeValueAsString(timing);

        // then
        assertThat(FeedJson.mapper().readValue(json, Timing.class)).isEqualTo(timing);
        assertThat(FeedJson.mapper().writeValueAsString(Timing.DEFAULT)).isEqualTo("{}");
    }
}
