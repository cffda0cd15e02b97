package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.LogEntry;
import org.junit.jupiter.api.Test;

/** A link that names several duplicates is one event: what it tells is what it made in the end. */
class LinkOfManyTest {
    private static final Object DUPLICATES = List.of("d1", "d2");

    @Test
    void a_shift_that_would_have_fallen_with_one_duplicate_and_stands_with_all_gone_is_not_told_again() {
        // given: for, against, for, against; without d1 alone the last confirms nothing
        var log = new Log();
        says(log, "s1", "2030-01-01T00:00:00Z", 2);
        says(log, "d2", "2030-01-02T00:00:00Z", -2);
        says(log, "d1", "2030-01-03T00:00:00Z", 2);
        says(log, "s2", "2030-01-04T00:00:00Z", -2);
        try (var database = Database.fresh()) {
            database.apply(log.entries());

            // when
            database.apply(linked("s1", log));

            // then
            assertThat(database.texts("select confirmed_by || ' ' || occurrence || ' ' || (known_to is null) from shift"
                            + " order by confirmed_by, occurrence"))
                    .containsExactly("d1 1 false", "d2 1 false", "s2 1 true");
        }
    }

    @Test
    void a_claim_that_is_disputed_before_and_after_by_the_same_statement_keeps_its_notice() {
        // given: d2 disputed until d1 came, and would again without d1 alone
        var log = new Log();
        claims(log, "s0", "2030-01-01T00:00:00Z", "AFFIRM", "XAA");
        claims(log, "d2", "2030-01-02T00:00:00Z", "DENY", "XBB");
        claims(log, "d1", "2030-01-03T00:00:00Z", "AFFIRM", "XBB");
        claims(log, "s1", "2030-01-04T00:00:00Z", "DENY", "XCC");
        try (var database = Database.fresh()) {
            database.apply(log.entries());

            // when
            database.apply(linked("s0", log));

            // then
            assertThat(database.texts(
                            "select statement_id || ' ' || (known_to is null) from notice" + " order by statement_id"))
                    .containsExactly("d2 false", "s1 true");
        }
    }

    private static List<LogEntry> linked(String canonical, Log log) {
        int recorded = log.entries().size();
        log.add(
                "records.linked",
                StreamKind.STATEMENT.of(canonical),
                Log.document("canonical", canonical, "duplicates", DUPLICATES, "relation", "SAME_UTTERANCE"));
        return log.entries().subList(recorded, recorded + 1);
    }

    private static void says(Log log, String id, String at, int stance) {
        add(log, id, at, Documents.position("x.bridge", stance, "FIRM"));
    }

    private static void claims(Log log, String id, String at, String polarity, String side) {
        add(log, id, at, Map.of("type", "FACT", "claimId", "clm.x", "polarity", polarity, "by", side));
    }

    private static void add(Log log, String id, String at, Map<String, Object> assertion) {
        ObjectNode statement = Documents.statement(id, at, "p.0", "PRINCIPAL", "ON_RECORD", List.of(assertion));
        log.add("statement.recorded", StreamKind.STATEMENT.of(id), statement);
    }
}
