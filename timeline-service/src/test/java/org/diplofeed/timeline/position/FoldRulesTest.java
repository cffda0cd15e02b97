package org.diplofeed.timeline.position;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.events.NoticeKind.CLARIFICATION;
import static org.diplofeed.events.NoticeKind.LEAK_DIVERGENCE;
import static org.diplofeed.events.NoticeKind.MIXED_SIGNALS;
import static org.diplofeed.timeline.position.Readings.president;
import static org.diplofeed.timeline.position.Readings.spokesperson;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.Voice;
import org.junit.jupiter.api.Test;

/** What one assertion, or its withdrawal, does to a position; each test names its rule. */
class FoldRulesTest {
    private static final Readings BEFORE = president("s1", "2030-01-01T09:00:00Z", 2);
    private static final Readings AGAINST = spokesperson("s2", "2030-01-10T09:00:00Z", -2);

    @Test
    void a_head_of_state_confirms_alone() {
        var fold = fold(BEFORE, president("s2", "2030-01-10T09:00:00Z", -2));

        assertThat(shifts(fold)).containsExactly("s2 REVERSAL");
    }

    @Test
    void a_spokesperson_needs_a_second_voice() {
        var alone = fold(BEFORE, AGAINST);
        var seconded = fold(BEFORE, AGAINST, minister("s3", "2030-01-10T18:00:00Z", -2));

        assertThat(shifts(alone)).isEmpty();
        assertThat(shifts(seconded)).containsExactly("s3 REVERSAL");
    }

    @Test
    void two_anonymous_hints_never_suffice() {
        var fold = fold(
                BEFORE,
                spokesperson("s2", "2030-01-10T09:00:00Z", -2).on(Attribution.BACKGROUND),
                minister("s3", "2030-01-10T18:00:00Z", -2).on(Attribution.BACKGROUND));

        assertThat(shifts(fold)).isEmpty();
        assertThat(open(fold).points()).isEqualTo(2);
    }

    @Test
    void one_utterance_copied_by_many_outlets_confirms_nothing() {
        var fold = fold(
                BEFORE,
                AGAINST,
                spokesperson("s3", "2030-01-10T10:00:00Z", -2),
                spokesperson("s4", "2030-01-10T23:59:59Z", -2));

        assertThat(shifts(fold)).isEmpty();
        assertThat(open(fold).points()).isEqualTo(2);
        assertThat(open(fold).evidence()).hasSize(3);
    }

    @Test
    void a_copy_does_not_change_the_class_of_the_candidate() {
        var fold = fold(
                BEFORE,
                spokesperson("s2", "2030-01-10T09:00:00Z", 2)
                        .firmly(Firmness.RED_LINE)
                        .given("a"),
                spokesperson("s3", "2030-01-10T10:00:00Z", 2).given("a"));

        assertThat(open(fold).classification()).isEqualTo(ShiftClass.HARDENING);
    }

    @Test
    void the_same_speaker_counts_again_on_the_next_utc_day() {
        var fold = fold(BEFORE, AGAINST, spokesperson("s3", "2030-01-11T00:00:00Z", -2));

        assertThat(shifts(fold)).containsExactly("s3 REVERSAL");
    }

    @Test
    void a_confirmed_shift_becomes_the_position_as_its_first_assertion_put_it() {
        var fold = fold(BEFORE, AGAINST.firmly(Firmness.FIRM).given("a"), minister("s3", "2030-01-11T09:00:00Z", -1));

        var position = held(fold);
        assertThat(position.line().stance()).isEqualTo(-2);
        assertThat(position.line().firmness()).isEqualTo(Firmness.FIRM);
        assertThat(position.since().text()).isEqualTo("2030-01-10T09:00:00Z");
        assertThat(position.points()).isEqualTo(4);
        assertThat(position.affirmedBy()).isEqualTo("xaa.spokes");
        assertThat(position.affirmedAt()).isEqualTo("2030-01-10T09:00:00Z");
    }

    @Test
    void the_confirming_assertion_gives_the_shift_its_class() {
        var fold = fold(
                BEFORE,
                spokesperson("s2", "2030-01-10T09:00:00Z", 2)
                        .firmly(Firmness.RED_LINE)
                        .given("a"),
                minister("s3", "2030-01-10T10:00:00Z", 2).given("a"));

        assertThat(shifts(fold)).containsExactly("s3 CONDITIONS_CHANGED");
    }

    @Test
    void a_candidate_of_exactly_72_hours_is_not_older_than_the_window() {
        var fold = fold(BEFORE, AGAINST, minister("s3", "2030-01-13T09:00:00Z", -2));

        assertThat(shifts(fold)).containsExactly("s3 REVERSAL");
    }

    @Test
    void a_candidate_older_than_72_hours_lapses_first() {
        var fold = fold(BEFORE, AGAINST, minister("s3", "2030-01-13T09:00:00.000001Z", -2));

        assertThat(shifts(fold)).isEmpty();
        assertThat(open(fold).firstEvidence()).isEqualTo("s3");
        assertThat(fold.notices()).isEmpty();
    }

    @Test
    void at_reading_a_candidate_lapses_after_exactly_72_hours() {
        var candidate = open(fold(BEFORE, AGAINST));

        assertThat(candidate.lapsedAt(Instant.parse("2030-01-13T09:00:00Z"), Rules.STANDARD))
                .isFalse();
        assertThat(candidate.lapsedAt(Instant.parse("2030-01-13T09:00:00.000001Z"), Rules.STANDARD))
                .isTrue();
    }

    @Test
    void a_candidate_at_0_is_joined_by_those_who_are_undecided_and_replaced_by_others() {
        var undecided = spokesperson("s2", "2030-01-10T09:00:00Z", 0);

        var joined = fold(BEFORE, undecided, minister("s3", "2030-01-10T18:00:00Z", 0));
        var replaced = fold(BEFORE, undecided, minister("s3", "2030-01-10T18:00:00Z", -1));

        assertThat(shifts(joined)).containsExactly("s3 SOFTENING");
        assertThat(shifts(replaced)).isEmpty();
        assertThat(open(replaced).firstEvidence()).isEqualTo("s3");
    }

    @Test
    void a_nuance_of_1_point_joins_but_does_not_set_the_stance() {
        var fold = fold(BEFORE, official("s2", "2030-01-10T09:00:00Z", 1));

        assertThat(held(fold).line().stance()).isEqualTo(2);
        assertThat(held(fold).points()).isEqualTo(4);
    }

    @Test
    void a_nuance_of_2_points_sets_the_stance_and_neither_firmness_nor_since() {
        var fold = fold(BEFORE, spokesperson("s2", "2030-01-10T09:00:00Z", 1).firmly(Firmness.FIRM));

        assertThat(held(fold).line().stance()).isEqualTo(1);
        assertThat(held(fold).line().firmness()).isEqualTo(Firmness.STATED);
        assertThat(held(fold).since().text()).isEqualTo("2030-01-01T09:00:00Z");
        assertThat(shifts(fold)).isEmpty();
    }

    @Test
    void a_position_is_established_from_3_points() {
        var provisional = fold(spokesperson("s1", "2030-01-01T09:00:00Z", 2));
        var established =
                fold(spokesperson("s1", "2030-01-01T09:00:00Z", 2), official("s2", "2030-01-02T09:00:00Z", 2));

        assertThat(held(provisional).status(Rules.STANDARD)).isEqualTo(PositionStatus.PROVISIONAL);
        assertThat(held(established).status(Rules.STANDARD)).isEqualTo(PositionStatus.ESTABLISHED);
    }

    @Test
    void points_against_at_the_candidates_own_points_revert_it() {
        var fold = fold(BEFORE, AGAINST, minister("s3", "2030-01-11T09:00:00Z", 2));

        assertThat(fold.standing().candidate()).isNull();
        assertThat(fold.notices()).containsExactly(new NoticeRef("s2", CLARIFICATION));
    }

    @Test
    void an_affirmation_by_another_speaker_that_does_not_revert_is_a_mixed_signal() {
        var fold = fold(BEFORE, AGAINST, official("s3", "2030-01-11T09:00:00Z", 2));

        assertThat(fold.notices()).containsExactly(new NoticeRef("s3", MIXED_SIGNALS));
    }

    @Test
    void another_voice_within_exactly_72_hours_of_the_last_affirmation_is_a_mixed_signal() {
        var within = fold(BEFORE, spokesperson("s2", "2030-01-04T09:00:00Z", -2));
        var after = fold(BEFORE, spokesperson("s2", "2030-01-04T09:00:00.000001Z", -2));

        assertThat(within.notices()).containsExactly(new NoticeRef("s2", MIXED_SIGNALS));
        assertThat(after.notices()).isEmpty();
    }

    @Test
    void who_contradicts_himself_sends_no_mixed_signal() {
        var fold = fold(spokesperson("s1", "2030-01-01T09:00:00Z", 2), spokesperson("s2", "2030-01-02T09:00:00Z", -2));

        assertThat(fold.notices()).isEmpty();
    }

    @Test
    void mixed_signals_are_raised_once_per_candidate() {
        var fold =
                fold(BEFORE, spokesperson("s2", "2030-01-02T09:00:00Z", -2), official("s3", "2030-01-02T10:00:00Z", 2));

        assertThat(fold.notices()).containsExactly(new NoticeRef("s2", MIXED_SIGNALS));
    }

    @Test
    void a_copy_gains_nothing_and_so_raises_no_mixed_signals() {
        var fold = fold(
                BEFORE,
                spokesperson("s2", "2030-01-10T09:00:00Z", -2).on(Attribution.BACKGROUND),
                official("s3", "2030-01-10T10:00:00Z", -2),
                spokesperson("s4", "2030-01-10T11:00:00Z", 2).on(Attribution.BACKGROUND),
                official("s5", "2030-01-10T12:00:00Z", -2));

        assertThat(open(fold).evidence()).hasSize(3);
        assertThat(fold.notices()).isEmpty();
    }

    @Test
    void what_weighs_nothing_moves_nothing_and_diverges_when_leaked_or_said_by_others() {
        var fold = fold(
                BEFORE,
                president("s2", "2030-01-02T09:00:00Z", -2).on(Attribution.LEAKED),
                president("s3", "2030-01-02T09:00:00Z", -1).in(Voice.ATTRIBUTED),
                president("s4", "2030-01-02T09:00:00Z", 0).in(Voice.TEXT),
                president("s5", "2030-01-02T09:00:00Z", -2).on(Attribution.DEEP_BACKGROUND));

        assertThat(fold.standing()).isEqualTo(fold(BEFORE).standing());
        assertThat(fold.notices())
                .containsExactly(new NoticeRef("s2", LEAK_DIVERGENCE), new NoticeRef("s3", LEAK_DIVERGENCE));
    }

    @Test
    void withdrawn_evidence_of_the_position_ends_it_and_what_comes_next_is_a_new_position() {
        var fold = fold(
                List.of(withdrawn("s1", "2030-01-05T09:00:00Z")), BEFORE, president("s2", "2030-01-10T09:00:00Z", -2));

        assertThat(shifts(fold)).isEmpty();
        assertThat(fold.steps().getLast().classification()).isEqualTo(ShiftClass.NEW_POSITION);
    }

    @Test
    void withdrawn_evidence_of_the_candidate_alone_reverts_it() {
        var fold = fold(List.of(withdrawn("s2", "2030-01-11T09:00:00Z")), BEFORE, AGAINST);

        assertThat(held(fold).line().stance()).isEqualTo(2);
        assertThat(fold.standing().candidate()).isNull();
        assertThat(fold.notices()).containsExactly(new NoticeRef("s2", CLARIFICATION));
    }

    @Test
    void a_shift_that_a_withdrawn_statement_confirmed_stays_in_history() {
        var fold = fold(
                List.of(withdrawn("s2", "2030-01-11T09:00:00Z")), BEFORE, president("s2", "2030-01-10T09:00:00Z", -2));

        assertThat(fold.standing().position()).isNull();
        assertThat(shifts(fold)).containsExactly("s2 REVERSAL");
    }

    @Test
    void a_statement_withdrawn_before_it_was_made_was_never_valid() {
        var fold = fold(List.of(withdrawn("s2", "2030-01-09T09:00:00Z")), BEFORE, AGAINST);

        assertThat(fold.standing()).isEqualTo(fold(BEFORE).standing());
        assertThat(fold.notices()).isEmpty();
    }

    private static Readings minister(String id, String at, int stance) {
        return president(id, at, stance).by("xaa.minister", Authority.MINISTER);
    }

    private static Readings official(String id, String at, int stance) {
        return president(id, at, stance).by("an official", Authority.OFFICIAL);
    }

    private static Withdrawal withdrawn(String id, String at) {
        return new Withdrawal(id, Instant.parse(at));
    }

    private static Fold fold(Readings... said) {
        return fold(List.of(), said);
    }

    private static Fold fold(List<Withdrawal> withdrawals, Readings... said) {
        var entries = new ArrayList<Entry>(withdrawals);
        for (var readings : said) {
            entries.add(readings.reading());
        }
        return Fold.of(entries, Rules.STANDARD);
    }

    private static List<String> shifts(Fold fold) {
        return fold.shifts().stream()
                .map(shift -> ReferenceStream.word(shift.id()))
                .toList();
    }

    private static Position held(Fold fold) {
        return requireNonNull(fold.standing().position());
    }

    private static Candidate open(Fold fold) {
        return requireNonNull(fold.standing().candidate());
    }
}
