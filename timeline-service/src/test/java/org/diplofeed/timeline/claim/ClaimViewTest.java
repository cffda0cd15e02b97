package org.diplofeed.timeline.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.diplofeed.events.Moment;
import org.diplofeed.events.Polarity;
import org.diplofeed.events.Precision;
import org.diplofeed.events.Speaker;
import org.diplofeed.events.TimeSpan;
import org.junit.jupiter.api.Test;

class ClaimViewTest {

    @Test
    void one_side_alone_is_uncontested() {
        // given
        var words = List.of(word("s1", "2030-01-01", Polarity.AFFIRM, "XAA", "wire"));

        // when
        var claim = ClaimView.derive("c", words, true);

        // then
        assertThat(claim.status()).isEqualTo(ClaimStatus.UNCONTESTED);
    }

    @Test
    void two_sides_of_one_wire_story_corroborate_nothing() {
        // given
        var words = List.of(
                word("s1", "2030-01-01", Polarity.AFFIRM, "XAA", "wire"),
                word("s2", "2030-01-02", Polarity.AFFIRM, "XBB", "wire"));

        // when
        var claim = ClaimView.derive("c", words, true);

        // then
        assertThat(claim.status()).isEqualTo(ClaimStatus.UNCONTESTED);
    }

    @Test
    void two_sides_from_two_origins_corroborate() {
        // given
        var words = List.of(
                word("s1", "2030-01-01", Polarity.AFFIRM, "XAA", "wire"),
                word("s2", "2030-01-02", Polarity.AFFIRM, "XBB", "other"));

        // when
        var claim = ClaimView.derive("c", words, true);

        // then
        assertThat(claim.status()).isEqualTo(ClaimStatus.CORROBORATED);
    }

    @Test
    void an_affirmation_and_a_denial_are_a_dispute_until_one_side_thinks_again() {
        // given
        var affirmed = word("s1", "2030-01-01", Polarity.AFFIRM, "XAA", "wire");
        var denied = word("s2", "2030-01-02", Polarity.DENY, "XBB", "other");
        var again = word("s3", "2030-01-03", Polarity.AFFIRM, "XBB", "other");

        // when
        var disputed = ClaimView.derive("c", List.of(denied, affirmed), true);
        var settled = ClaimView.derive("c", List.of(again, denied, affirmed), true);

        // then
        assertThat(disputed.status()).isEqualTo(ClaimStatus.DISPUTED);
        assertThat(disputed.disputedBy()).isEqualTo("s2");
        assertThat(settled.status()).isEqualTo(ClaimStatus.CORROBORATED);
        assertThat(settled.disputedBy()).isNull();
    }

    @Test
    void what_was_taken_back_is_withdrawn_and_what_nobody_spoke_of_has_no_status() {
        // given
        var nothing = List.<Word>of();

        // when
        var withdrawn = ClaimView.derive("c", nothing, true);
        var never = ClaimView.derive("c", nothing, false);

        // then
        assertThat(withdrawn.status()).isEqualTo(ClaimStatus.WITHDRAWN);
        assertThat(never.status()).isNull();
    }

    private static Word word(String id, String day, Polarity polarity, String by, String origin) {
        var moment = Moment.parse(day);
        return new Word(
                id,
                new TimeSpan(moment, moment, Precision.DAY),
                polarity,
                by,
                Speaker.named("p.x"),
                origin,
                null,
                null,
                null);
    }
}
