package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamKind;
import org.junit.jupiter.api.Test;

/** A statement that was public may be restricted later; from then on nothing that is told quotes it. */
class RestrictedLaterTest {
    private static final String ITS_WORDS = "Would join at once if offered";

    @Test
    void taking_a_shift_back_does_not_quote_the_statement_that_was_restricted() {
        // given
        var log = Log.sample("nato-question-2021-2022");
        int recorded = log.entries().size();
        restrict(log, "st.nato.z09");

        // when
        try (var database = Database.fresh()) {
            database.apply(log.entries().subList(0, recorded));
            database.apply(log.entries().subList(recorded, log.entries().size()));

            // then
            assertThat(withdrawn(database))
                    .hasSize(1)
                    .allSatisfy(text -> assertThat(text).contains("st.nato.z09").doesNotContain(ITS_WORDS));
        }
    }

    @Test
    void a_shift_taken_back_later_does_not_quote_it_either() {
        // given: one batch restricts z07, on which the next shift rested before; a later one takes that shift back
        var log = Log.sample("nato-question-2021-2022");
        restrict(log, "st.nato.z07");
        int restricted = log.entries().size();
        log.add(
                "record.retracted",
                StreamKind.STATEMENT.of("st.nato.z09"),
                Log.document("target", "st.nato.z09", "reason", "FABRICATED", "by", "editor"));

        // when
        try (var database = Database.fresh()) {
            database.apply(log.entries().subList(0, restricted));
            database.apply(log.entries().subList(restricted, log.entries().size()));

            // then
            assertThat(withdrawn(database))
                    .isNotEmpty()
                    .allSatisfy(text ->
                            assertThat(text).doesNotContain("Would agree to neutrality given written guarantees"));
        }
    }

    private static void restrict(Log log, String statementId) {
        log.add(
                "record.corrected",
                StreamKind.STATEMENT.of(statementId),
                Log.document(
                        "target",
                        statementId,
                        "patch",
                        Map.of("visibility", "RESTRICTED"),
                        "reason",
                        "CODING_ERROR",
                        "by",
                        "editor"));
    }

    private static List<String> withdrawn(Database database) {
        return database.told().stream()
                .map(told -> told.event())
                .filter(ShiftWithdrawn.class::isInstance)
                .map(event -> EventCodec.document(event).toString())
                .toList();
    }
}
