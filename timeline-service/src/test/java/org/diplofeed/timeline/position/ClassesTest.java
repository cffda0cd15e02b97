package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.timeline.position.Readings.president;

import java.util.Arrays;
import java.util.Objects;
import org.diplofeed.events.Continuity;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.ShiftClass;
import org.junit.jupiter.api.Test;

/** How an assertion stands to the position before it: the first rule that fits. */
class ClassesTest {

    @Test
    void no_position_is_a_new_position() {
        assertThat(lastClass(before(0))).isEqualTo(ShiftClass.NEW_POSITION);
    }

    @Test
    void another_sign_is_a_reversal() {
        assertThat(lastClass(before(1), now(-2))).isEqualTo(ShiftClass.REVERSAL);
    }

    @Test
    void a_reversal_goes_before_a_red_line_and_conditions() {
        assertThat(lastClass(before(1), now(-1).firmly(Firmness.RED_LINE).given("a")))
                .isEqualTo(ShiftClass.REVERSAL);
    }

    @Test
    void a_position_at_0_reverses_against_its_last_sign() {
        assertThat(lastClass(before(-2), between(0), now(1))).isEqualTo(ShiftClass.REVERSAL);
    }

    @Test
    void a_position_at_0_hardens_back_to_its_last_sign() {
        assertThat(lastClass(before(-2), between(0), now(-1))).isEqualTo(ShiftClass.HARDENING);
    }

    @Test
    void a_position_at_0_that_never_had_a_sign_hardens() {
        assertThat(lastClass(before(0), now(1))).isEqualTo(ShiftClass.HARDENING);
    }

    @Test
    void to_0_is_a_softening() {
        assertThat(lastClass(before(-1), now(0))).isEqualTo(ShiftClass.SOFTENING);
    }

    @Test
    void undecided_again_is_a_reaffirmation() {
        assertThat(lastClass(before(0), now(0))).isEqualTo(ShiftClass.REAFFIRMATION);
    }

    @Test
    void a_red_line_now_and_not_before_is_a_hardening() {
        assertThat(lastClass(before(2), now(2).firmly(Firmness.RED_LINE))).isEqualTo(ShiftClass.HARDENING);
    }

    @Test
    void a_new_red_line_is_a_hardening_even_at_a_weaker_stance() {
        assertThat(lastClass(before(2), now(1).firmly(Firmness.RED_LINE))).isEqualTo(ShiftClass.HARDENING);
    }

    @Test
    void silence_about_a_red_line_softens_nothing() {
        assertThat(lastClass(before(-2).firmly(Firmness.RED_LINE), now(-2).firmly(Firmness.TENTATIVE)))
                .isEqualTo(ShiftClass.REAFFIRMATION);
    }

    @Test
    void silence_about_a_red_line_at_a_stronger_stance_is_a_nuance() {
        assertThat(lastClass(before(-1).firmly(Firmness.RED_LINE), now(-2))).isEqualTo(ShiftClass.NUANCE);
    }

    @Test
    void no_red_line_and_a_weaker_stance_is_a_softening() {
        assertThat(lastClass(before(-2).firmly(Firmness.RED_LINE), now(-1))).isEqualTo(ShiftClass.SOFTENING);
    }

    @Test
    void no_red_line_and_an_explicit_revision_is_a_softening() {
        assertThat(lastClass(before(-2).firmly(Firmness.RED_LINE), now(-2).saying(Continuity.REVISED)))
                .isEqualTo(ShiftClass.SOFTENING);
    }

    @Test
    void a_weaker_stance_that_keeps_the_red_line_is_a_nuance() {
        assertThat(lastClass(before(-2).firmly(Firmness.RED_LINE), now(-1).firmly(Firmness.RED_LINE)))
                .isEqualTo(ShiftClass.NUANCE);
    }

    @Test
    void firmness_below_a_red_line_is_no_shift() {
        assertThat(lastClass(before(1).firmly(Firmness.TENTATIVE), now(1).firmly(Firmness.FIRM)))
                .isEqualTo(ShiftClass.REAFFIRMATION);
    }

    @Test
    void a_condition_that_the_position_lacks_changes_conditions() {
        assertThat(lastClass(before(1).given("a"), now(1).given("a", "b"))).isEqualTo(ShiftClass.CONDITIONS_CHANGED);
    }

    @Test
    void a_condition_that_is_left_out_changes_nothing() {
        assertThat(lastClass(before(1).given("a", "b"), now(1).given("b"))).isEqualTo(ShiftClass.REAFFIRMATION);
    }

    @Test
    void an_explicit_revision_with_another_set_of_conditions_changes_conditions() {
        assertThat(lastClass(before(1).given("a", "b"), now(1).given("b").saying(Continuity.REVISED)))
                .isEqualTo(ShiftClass.CONDITIONS_CHANGED);
    }

    @Test
    void an_explicit_revision_with_the_same_set_of_conditions_is_a_reaffirmation() {
        assertThat(lastClass(before(1).given("a", "b"), now(1).given("b", "a").saying(Continuity.REVISED)))
                .isEqualTo(ShiftClass.REAFFIRMATION);
    }

    @Test
    void a_new_condition_goes_before_another_magnitude() {
        assertThat(lastClass(before(2), now(1).given("a"))).isEqualTo(ShiftClass.CONDITIONS_CHANGED);
    }

    @Test
    void the_same_sign_with_another_magnitude_is_a_nuance() {
        assertThat(lastClass(before(2), now(1))).isEqualTo(ShiftClass.NUANCE);
    }

    @Test
    void the_same_again_is_a_reaffirmation() {
        assertThat(lastClass(before(2), now(2))).isEqualTo(ShiftClass.REAFFIRMATION);
    }

    private static Readings before(int stance) {
        return president("s1", "2030-01-01T09:00:00Z", stance);
    }

    private static Readings between(int stance) {
        return president("s2", "2030-01-02T09:00:00Z", stance);
    }

    private static Readings now(int stance) {
        return president("s3", "2030-01-03T09:00:00Z", stance);
    }

    private static ShiftClass lastClass(Readings... said) {
        var fold = Fold.of(Arrays.stream(said).map(Readings::reading).toList(), Rules.STANDARD);
        return Objects.requireNonNull(fold.steps().getLast().classification());
    }
}
