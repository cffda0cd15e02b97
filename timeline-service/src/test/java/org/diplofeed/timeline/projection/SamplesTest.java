package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.diplofeed.events.ShiftConfirmed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two real stories, through the projection. */
class SamplesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500})
    void the_nato_question_ends_in_four_alerts_whatever_the_batches(int batch) {
        // given
        var log = Log.sample("nato-question-2021-2022").entries();

        // when
        try (var database = Database.fresh()) {
            for (int from = 0; from < log.size(); from += batch) {
                database.apply(log.subList(from, Math.min(log.size(), from + batch)));
            }

            // then
            assertThat(database.told().stream()
                            .map(told -> (ShiftConfirmed) told.event())
                            .map(told -> List.of(
                                    told.shift().holder(),
                                    told.shift().classification().name(),
                                    told.shift().confirmedBy())))
                    .containsExactly(
                            List.of("RUS", "HARDENING", "st.nato.r05"),
                            List.of("UKR", "SOFTENING", "st.nato.z06"),
                            List.of("UKR", "REVERSAL", "st.nato.z07"),
                            List.of("UKR", "REVERSAL", "st.nato.z09"));
        }
    }

    @Test
    void a_shift_is_told_whole() {
        // given
        var log = Log.sample("nato-question-2021-2022").entries();

        // when
        try (var database = Database.fresh()) {
            database.apply(log);

            // then
            var told = (ShiftConfirmed) database.told().getFirst().event();
            assertThat(told.shift().holderName()).isEqualTo("Russia");
            assertThat(told.shift().proposition()).isEqualTo("Ukraine joins NATO");
            assertThat(told.shift().topics()).isNotEmpty();
            assertThat(told.shift().evidence())
                    .extracting(evidence -> evidence.statementId() + " " + evidence.points())
                    .containsExactly("st.nato.r04 2", "st.nato.r05 2");
            assertThat(told.shift().beforeEvidence().getFirst().statementId()).isEqualTo("st.nato.r03");
            assertThat(told.sequence()).isEqualTo(1);
            assertThat(told.cause().target()).isEqualTo("st.nato.r05");
        }
    }

    @Test
    void the_moscow_talks_shift_nothing() {
        // given
        var log = Log.sample("moscow-talks-2025-12").entries();

        // when
        try (var database = Database.fresh()) {
            database.apply(log);

            // then
            assertThat(database.told().stream().filter(told -> told.event() instanceof ShiftConfirmed))
                    .isEmpty();
            assertThat(database.texts("select count(*) from shift")).containsExactly("0");
        }
    }
}
