package org.diplofeed.alert.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Samples;
import org.diplofeed.events.Cause;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

class AlertProjectionTest {
    private static final String URL = "http://127.0.0.1:9/";
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final Cause RECORDED = recorded("s1", AT.plusSeconds(60));
    private static final Cause RETRACTED = retracted("s1", AT.plusSeconds(600));

    private final AlertDatabase database = new AlertDatabase();

    @Test
    void a_confirmed_shift_is_one_alert_one_effect_and_one_delivery_for_each_subscription_that_matches() {
        // given
        database.subscribe("sub_a", URL);
        database.subscribe(
                "sub_b", URL, "{\"holders\":[\"XAA\"],\"topics\":[\"medtop:20000639\"]}", null, "active", false);
        database.subscribe("sub_c", URL, "{\"holders\":[\"XBB\"]}", null, "active", false);
        database.subscribe("sub_d", URL, "{}", null, "pending", false);

        // when
        database.project(new ShiftConfirmed(shift("s1", AT), 1, RECORDED));

        // then
        assertThat(alerts()).containsExactly("sub_a 1 ISSUED", "sub_b 1 ISSUED");
        assertThat(deliveries()).containsExactly("sub_a pending", "sub_b pending");
        assertThat(database.texts("select count(*) from effect")).containsExactly("2");
        assertThat(database.texts("select matched from alert where subscription_id = 'sub_b'"))
                .containsExactly("{\"holders\":\"XAA\",\"topics\":\"medtop:20000639\"}");
    }

    @Test
    void a_topic_that_is_sent_again_tells_nobody_twice() {
        // given
        database.subscribe("sub_a", URL);
        var story = new ShiftConfirmed(shift("s1", AT), 1, RECORDED);
        var end = new ShiftWithdrawn(shift("s1", AT), 2, RETRACTED);
        database.project(story, end);
        var before = database.texts("select alert_id from alert order by sequence");

        // when
        database.project(0, story, end);
        database.project(story);

        // then
        assertThat(database.texts("select alert_id from alert order by sequence"))
                .isEqualTo(before)
                .hasSize(2);
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void what_two_instances_read_at_the_same_time_is_told_once() throws Exception {
        // given
        database.subscribe("sub_a", URL);
        database.subscribe("sub_b", URL);
        var story = new ShiftConfirmed(shift("s1", AT), 1, RECORDED);

        // when
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            var reading = IntStream.range(0, 8)
                    .mapToObj(i -> instances.submit(() -> database.project(100L * i, story)))
                    .toList();
            for (var instance : reading) {
                instance.get(60, TimeUnit.SECONDS);
            }
        }

        // then
        assertThat(alerts()).containsExactly("sub_a 1 ISSUED", "sub_b 1 ISSUED");
        assertThat(deliveries()).containsExactly("sub_a pending", "sub_b pending");
    }

    @Test
    void alerts_of_a_subscription_are_numbered_without_a_gap_and_name_the_one_before() {
        // given
        database.subscribe("sub_a", URL);

        // when
        database.project(
                new ShiftConfirmed(shift("s1", AT), 1, RECORDED), new ShiftConfirmed(shift("s2", AT), 2, RECORDED));
        database.project(new ShiftConfirmed(shift("s3", AT), 3, RECORDED));

        // then
        var rows = database.rows("select alert_id, sequence, previous_alert_id from alert order by sequence");
        assertThat(rows).extracting(row -> row.get("sequence")).containsExactly(1L, 2L, 3L);
        assertThat(rows.get(1).get("previous_alert_id")).isEqualTo(rows.get(0).get("alert_id"));
        assertThat(rows.get(2).get("previous_alert_id")).isEqualTo(rows.get(1).get("alert_id"));
    }

    @Test
    void a_withdrawal_goes_to_those_who_may_have_received_its_original_and_stops_what_is_still_queued() {
        // given
        database.subscribe("sub_a", URL);
        database.subscribe("sub_b", URL);
        database.project(new ShiftConfirmed(shift("s1", AT), 1, RECORDED));
        database.run("update delivery set state = 'delivered', attempts = 1 where subscription_id = 'sub_b'");
        database.subscribe("sub_late", URL);

        // when
        database.project(new ShiftWithdrawn(shift("s1", AT), 2, RETRACTED));

        // then
        assertThat(alerts())
                .containsExactly("sub_a 1 ISSUED", "sub_a 2 WITHDRAWN", "sub_b 1 ISSUED", "sub_b 2 WITHDRAWN");
        assertThat(deliveries()).containsExactly("sub_a cancelled", "sub_b delivered", "sub_b pending");
        assertThat(database.texts("""
                select count(*) from alert w join alert o on o.alert_id = w.supersedes and o.superseded_by = w.alert_id
                """)).containsExactly("2");
    }

    @Test
    void a_pause_collects_alerts_and_lets_through_only_what_takes_back_an_alert_that_was_sent() {
        // given
        database.subscribe("sub_a", URL);
        database.project(new ShiftConfirmed(shift("s1", AT), 1, RECORDED));
        database.run("update delivery set state = 'delivered', attempts = 1");
        database.run("update subscription set paused = true");
        database.project(new ShiftConfirmed(shift("s2", AT), 2, RECORDED));
        database.project(new ShiftConfirmed(shift("s3", AT), 3, RECORDED));

        // when
        database.project(new ShiftWithdrawn(shift("s1", AT), 4, RETRACTED));
        database.project(new ShiftWithdrawn(shift("s2", AT), 5, RETRACTED));

        // then
        assertThat(database.texts("select position || ' ' || state from delivery order by position"))
                .containsExactly("1 delivered", "4 pending");
        assertThat(database.texts("select reason || ' ' || sequence from digest_entry join alert using (alert_id)"))
                .containsExactly("PAUSED 3");
    }

    @Test
    void a_shift_that_comes_and_goes_within_one_batch_is_told_and_taken_back() {
        // given
        database.subscribe("sub_a", URL);

        // when
        database.project(
                new ShiftConfirmed(shift("s1", AT), 1, RECORDED), new ShiftWithdrawn(shift("s1", AT), 2, RETRACTED));

        // then
        assertThat(alerts()).containsExactly("sub_a 1 ISSUED", "sub_a 2 WITHDRAWN");
        assertThat(deliveries()).containsExactly("sub_a cancelled");
    }

    @Test
    void history_that_takes_an_alert_away_corrects_it_and_tells_nobody_else() {
        // given
        database.subscribe("sub_a", URL);
        database.project(new ShiftConfirmed(shift("s1", AT), 1, RECORDED));
        database.subscribe("sub_late", URL);

        // when
        database.project(new HistoryRevised(RevisionChange.VANISHED, shift("s1", AT), true, 2, RETRACTED));
        database.project(new HistoryRevised(RevisionChange.CONFIRMED, shift("s2", AT), false, 3, RECORDED));

        // then
        assertThat(alerts()).containsExactly("sub_a 1 ISSUED", "sub_a 2 CORRECTED");
    }

    @Test
    void revisions_of_history_and_notices_reach_those_who_asked_for_them() {
        // given
        database.subscribe("sub_a", URL, "{\"kinds\":[\"HISTORY\",\"NOTICE\"]}", null, "active", false);

        // when
        database.project(
                new HistoryRevised(RevisionChange.CONFIRMED, shift("s1", AT), false, 1, RECORDED),
                new HistoryRevised(RevisionChange.VANISHED, shift("s1", AT), false, 2, RETRACTED),
                notice(NoticeStatus.RAISED, 3),
                notice(NoticeStatus.CLOSED, 4),
                new ShiftConfirmed(shift("s2", AT), 5, RECORDED));

        // then
        assertThat(alerts())
                .containsExactly(
                        "sub_a 1 HISTORY_REVISED",
                        "sub_a 2 CORRECTED",
                        "sub_a 3 NOTICE_RAISED",
                        "sub_a 4 NOTICE_CLOSED");
    }

    @Test
    void what_was_old_when_it_was_recorded_is_backfill_and_waits_for_a_digest() {
        // given
        database.subscribe("sub_a", URL, "{}", Duration.ofDays(7), "active", false);
        database.subscribe("sub_b", URL, "{}", null, "active", false);
        var late = recorded("s1", AT.plus(Duration.ofDays(8)));

        // when
        database.project(new ShiftConfirmed(shift("s1", AT), 1, late));

        // then
        assertThat(database.texts("select subscription_id || ' ' || backfill from alert order by 1"))
                .containsExactly("sub_a true", "sub_b false");
        assertThat(deliveries()).containsExactly("sub_b pending");
        assertThat(database.texts("select subscription_id || ' ' || reason from digest_entry"))
                .containsExactly("sub_a BACKFILL");
    }

    @Test
    void what_was_restored_is_history_that_nobody_is_told_and_what_comes_after_is_news() {
        // given
        database.subscribe("sub_a", URL);
        database.restored(Instant.parse("2030-03-01T00:00:02Z")); // the second event's recordedtime
        database.project(
                new ShiftConfirmed(shift("s1", AT), 1, RECORDED), new ShiftConfirmed(shift("s2", AT), 2, RECORDED));

        // when
        database.project(
                new ShiftWithdrawn(shift("s1", AT), 3, RETRACTED), new ShiftConfirmed(shift("s3", AT), 4, RECORDED));

        // then
        assertThat(alerts()).containsExactly("sub_a 1 ISSUED");
        assertThat(database.texts("select about_id from alert")).containsExactly("s3");
        assertThat(database.texts("select about_id from derived_event order by recorded"))
                .containsExactly("s1", "s2", "s1", "s3");
    }

    @Test
    void a_disabled_subscription_has_its_deliveries_held() {
        // given
        database.subscribe("sub_a", URL, "{}", null, "disabled", false);

        // when
        database.project(new ShiftConfirmed(shift("s1", AT), 1, RECORDED));

        // then
        assertThat(deliveries()).containsExactly("sub_a held");
    }

    private static NoticeRaised notice(NoticeStatus status, long sequence) {
        return new NoticeRaised(
                "n1",
                NoticeKind.MIXED_SIGNALS,
                status,
                Samples.HOLDER,
                Samples.ISSUE,
                null,
                null,
                "The bridge is built",
                List.of(),
                "st.s1",
                List.of(),
                sequence,
                RECORDED);
    }

    private List<String> alerts() {
        return database.texts("""
                select subscription_id || ' ' || sequence || ' ' || kind from alert order by subscription_id, sequence
                """);
    }

    private List<String> deliveries() {
        return database.texts(
                "select subscription_id || ' ' || state from delivery order by subscription_id, position");
    }
}
