package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Voice;
import org.junit.jupiter.api.Test;

class PointsTest {

    @Test
    void a_principal_weighs_3() {
        assertThat(onRecord(Authority.PRINCIPAL)).isEqualTo(3);
    }

    @Test
    void a_minister_an_envoy_a_spokesperson_and_an_institution_weigh_2() {
        assertThat(List.of(
                        onRecord(Authority.MINISTER),
                        onRecord(Authority.ENVOY),
                        onRecord(Authority.SPOKESPERSON),
                        onRecord(Authority.INSTITUTION)))
                .containsOnly(2);
    }

    @Test
    void the_military_and_an_official_weigh_1() {
        assertThat(List.of(onRecord(Authority.MILITARY), onRecord(Authority.OFFICIAL)))
                .containsOnly(1);
    }

    @Test
    void any_other_authority_weighs_nothing() {
        // given
        var others = EnumSet.complementOf(EnumSet.of(
                Authority.PRINCIPAL,
                Authority.MINISTER,
                Authority.ENVOY,
                Authority.SPOKESPERSON,
                Authority.INSTITUTION,
                Authority.MILITARY,
                Authority.OFFICIAL));

        // when
        var points = others.stream().map(PointsTest::onRecord);

        // then
        assertThat(points).containsOnly(0);
    }

    @Test
    void words_of_a_body_weigh_as_words_on_record() {
        assertThat(Points.of(Authority.INSTITUTION, Attribution.INSTITUTIONAL, Voice.SELF))
                .isEqualTo(2);
    }

    @Test
    void background_caps_at_1() {
        assertThat(List.of(
                        Points.of(Authority.PRINCIPAL, Attribution.BACKGROUND, Voice.SELF),
                        Points.of(Authority.SPOKESPERSON, Attribution.BACKGROUND, Voice.SELF),
                        Points.of(Authority.OFFICIAL, Attribution.BACKGROUND, Voice.SELF)))
                .containsOnly(1);
    }

    @Test
    void background_gives_no_point_to_those_who_have_none() {
        assertThat(Points.of(Authority.EXPERT, Attribution.BACKGROUND, Voice.SELF))
                .isZero();
    }

    @Test
    void deep_background_off_record_leaks_own_reporting_and_unknown_terms_weigh_nothing() {
        // given
        var weighing = Set.of(Attribution.ON_RECORD, Attribution.INSTITUTIONAL, Attribution.BACKGROUND);

        // when
        var points = Arrays.stream(Attribution.values())
                .filter(attribution -> !weighing.contains(attribution))
                .map(attribution -> Points.of(Authority.PRINCIPAL, attribution, Voice.SELF));

        // then
        assertThat(points).hasSize(5).containsOnly(0);
    }

    @Test
    void only_the_own_voice_weighs() {
        assertThat(List.of(
                        Points.of(Authority.PRINCIPAL, Attribution.ON_RECORD, Voice.TEXT),
                        Points.of(Authority.PRINCIPAL, Attribution.ON_RECORD, Voice.ATTRIBUTED),
                        Points.of(Authority.PRINCIPAL, Attribution.ON_RECORD, Voice.UNRECOGNIZED)))
                .containsOnly(0);
    }

    private static int onRecord(Authority authority) {
        return Points.of(authority, Attribution.ON_RECORD, Voice.SELF);
    }
}
