package org.diplofeed.alert.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.rehearsal.Rehearsal.State;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final String URL = "http://127.0.0.1:9/";
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    /** When events are recorded here: each so many seconds later as its version says. */
    private static final Instant DAY = Instant.parse("2030-03-01T00:00:00Z");

    private final AlertDatabase database = new AlertDatabase();
    private final Rehearsals rehearsals = new Rehearsals(database.source());

    @Test
    void what_happened_is_told_to_the_sandbox_alone_and_marked() throws SQLException {
        // given
        database.subscribe("sub_live", URL);
        database.sandbox("sub_sand", URL);
        database.project(confirmed("s1", 1), withdrawn("s1", 2), confirmed("s2", 3));
        var live = live();

        // when
        var rehearsal = play(120);

        // then
        assertThat(rehearsal.state()).isEqualTo(State.DONE);
        assertThat(List.of(rehearsal.total(), rehearsal.done(), rehearsal.alerts()))
                .containsExactly(3L, 3L, 3L);
        assertThat(rehearsed(rehearsal)).containsExactly("1 ISSUED s1", "2 WITHDRAWN s1", "3 ISSUED s2");
        assertThat(live()).isEqualTo(live);
        assertThat(database.texts(
                        "select count(*) from alert where subscription_id = 'sub_live' and rehearsal_id is null"))
                .containsExactly("3");
        assertThat(database.texts("select distinct subscription_id from effect"))
                .containsExactly("sub_live");
        assertThat(database.texts("select distinct subscription_id from rehearsed_effect"))
                .containsExactly("sub_sand");
    }

    @Test
    void what_falls_in_earnest_takes_back_nothing_that_was_rehearsed_and_the_reverse() throws SQLException {
        // given
        database.subscribe("sub_live", URL);
        database.sandbox("sub_sand", URL);
        database.project(confirmed("s1", 1));
        var first = play(2);

        // when
        database.project(9, withdrawn("s1", 10));
        play(120);

        // then
        assertThat(rehearsed(first)).containsExactly("1 ISSUED s1");
        assertThat(database.texts(
                        "select superseded_by is null from alert where rehearsal_id = ?", first.rehearsalId()))
                .containsExactly("true");
        assertThat(database.texts("""
                select s.rehearsal_id is not distinct from a.rehearsal_id and s.subscription_id = a.subscription_id
                  from alert a join alert s on s.alert_id = a.superseded_by
                """)).containsExactly("true", "true");
    }

    @Test
    void what_was_restored_and_told_nobody_is_rehearsed_like_the_rest() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        database.restored(DAY.plusSeconds(60));
        database.project(confirmed("s1", 1));

        // when
        var rehearsal = play(120);

        // then
        assertThat(rehearsed(rehearsal)).containsExactly("1 ISSUED s1");
    }

    @Test
    void a_rehearsal_that_is_played_again_tells_the_same_under_ids_of_its_own() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        database.project(confirmed("s1", 1), withdrawn("s1", 2), confirmed("s2", 3));

        // when
        var first = play(120);
        var second = play(120);

        // then
        assertThat(rehearsed(first)).hasSize(3);
        assertThat(told(second)).isEqualTo(told(first));
        assertThat(database.texts("select count(distinct alert_id) || ' ' || max(sequence) from alert"))
                .containsExactly("6 6");
    }

    @Test
    void quiet_hours_and_digests_go_by_the_clock_of_that_day() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        silence("""
                {"quietHours": {"zone": "UTC", "from": "23:00", "to": "00:01"}}
                """);
        database.project(9, confirmed("s1", 10));
        database.project(19, confirmed("s2", 20), withdrawn("s2", 21), confirmed("s3", 22));
        database.project(69, confirmed("s4", 70));

        // when
        play(120);

        // then
        assertThat(digests()).containsExactly("s1 s3");
        assertThat(alone()).containsExactly("s4");
        assertThat(database.texts("select count(*) from digest_due")).containsExactly("0");
    }

    @Test
    void what_still_waits_when_the_day_is_over_goes_out_in_a_last_digest() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        database.run("update subscription set paused = true");
        database.project(confirmed("s1", 1), confirmed("s2", 2));

        // when
        play(10);

        // then
        assertThat(digests()).containsExactly("s1 s2");
        assertThat(database.texts("select count(*) from digest_due")).containsExactly("0");
    }

    @Test
    void a_cancelled_rehearsal_tells_nothing_more_not_even_what_waits() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        database.run("update subscription set paused = true");
        database.project(confirmed("s1", 1));
        var begun = begin(3_000);
        while (found(begun).alerts() == 0) {
            rehearsals.step();
        }

        // when
        var cancelled = rehearsals.cancel(begun.rehearsalId()).orElseThrow();

        // then
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(rehearsals.step()).isEmpty();
        assertThat(database.texts("select count(*) from digest_entry")).containsExactly("0");
        assertThat(database.texts("select count(*) from delivery")).containsExactly("0");
        assertThat(rehearsals.cancel(begun.rehearsalId())).contains(cancelled);
    }

    @Test
    void a_sandbox_that_is_removed_ends_its_rehearsal() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        var begun = begin(3_000);
        database.run("delete from subscription");

        // when
        var stepped = rehearsals.step().orElseThrow();

        // then
        assertThat(stepped.rehearsalId()).isEqualTo(begun.rehearsalId());
        assertThat(stepped.state()).isEqualTo(State.FAILED);
        assertThat(stepped.fault()).isEqualTo("the sandbox is gone");
    }

    @Test
    void more_than_a_step_takes_is_told_in_order_without_a_gap() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        var events = new FeedEvent[700];
        for (int i = 0; i < events.length; i++) {
            events[i] = confirmed("s" + i, i + 1);
        }
        database.project(events);

        // when
        var rehearsal = play(3_000);

        // then
        assertThat(rehearsal.done()).isEqualTo(700);
        assertThat(database.texts("select about_id from alert order by sequence"))
                .hasSize(700)
                .startsWith("s0", "s1", "s2")
                .endsWith("s698", "s699");
        assertThat(
                        database.texts(
                                "select count(*) from alert a where not exists (select from alert b where b.hash = a.previous_hash)"))
                .containsExactly("1");
    }

    @Test
    void one_sandbox_has_one_rehearsal_at_a_time() throws SQLException {
        // given
        database.sandbox("sub_sand", URL);
        begin(3_000);

        // when
        var second = rehearsals.begin(draft(3_000), "operator", AT);

        // then
        assertThat(second).isEqualTo(new Begun.Busy());
    }

    private static FeedEvent confirmed(String shiftId, long sequence) {
        return new ShiftConfirmed(shift(shiftId, AT), sequence, recorded(shiftId, AT.plusSeconds(60)));
    }

    private static FeedEvent withdrawn(String shiftId, long sequence) {
        return new ShiftWithdrawn(shift(shiftId, AT), sequence, retracted(shiftId, AT.plusSeconds(600)));
    }

    private static RehearsalDraft draft(int seconds) {
        return new RehearsalDraft("sub_sand", DAY, DAY.plusSeconds(seconds), 1_000);
    }

    private Rehearsal begin(int seconds) throws SQLException {
        return rehearsals.begin(draft(seconds), "operator", AT) instanceof Begun.Started(var rehearsal)
                ? rehearsal
                : fail("it did not begin");
    }

    /** So many seconds of the day, to their end. */
    private Rehearsal play(int seconds) throws SQLException {
        var rehearsal = begin(seconds);
        while (found(rehearsal).state() == State.RUNNING) {
            rehearsals.step();
        }
        return found(rehearsal);
    }

    private Rehearsal found(Rehearsal rehearsal) throws SQLException {
        return rehearsals.find(rehearsal.rehearsalId()).orElseThrow();
    }

    private void silence(String timing) {
        database.run("update subscription set timing = ?", timing);
    }

    private List<String> rehearsed(Rehearsal rehearsal) {
        return database.texts("""
                select sequence || ' ' || kind || ' ' || about_id from alert
                 where subscription_id = 'sub_sand' and rehearsal_id = ? order by sequence
                """, rehearsal.rehearsalId());
    }

    private List<String> told(Rehearsal rehearsal) {
        return database.texts(
                "select kind || ' ' || about_id from alert where rehearsal_id = ? order by sequence",
                rehearsal.rehearsalId());
    }

    private List<String> live() {
        return database.texts("""
                select a::text || coalesce(d::text, '') from alert a left join delivery d using (alert_id)
                 where a.subscription_id = 'sub_live' order by a.sequence
                """);
    }

    /** What each digest has, in the order of their making. */
    private List<String> digests() {
        return database.texts("""
                select (select string_agg(a.about_id, ' ' order by a.sequence) from digest_entry e join alert a using (alert_id)
                         where e.digest_id = d.digest_id)
                  from delivery d where d.kind = 'digest' order by d.position
                """);
    }

    /** What goes out alone. */
    private List<String> alone() {
        return database.texts("""
                select a.about_id from delivery d join alert a using (alert_id)
                 where d.kind = 'alert' and d.state = 'pending' order by d.position
                """);
    }
}
