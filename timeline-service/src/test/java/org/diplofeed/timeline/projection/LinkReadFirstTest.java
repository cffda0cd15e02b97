package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.LogEntry;
import org.junit.jupiter.api.Test;

/**
 * Partitions are read at different speeds, so a link may be read before the statement that it takes out. Between the
 * recordedtimes of the two the statement counted: how far its position reaches has to say so, or a list as of then
 * shows what stood before.
 */
class LinkReadFirstTest {
    private static final String REACH = """
            select row(holder, issue_id, stance, updated, last_at, first_known)::text from position
             union all select row(claim_id, status, updated, last_at, first_known)::text from claim
             union all select row(meeting_id, phase, updated, last_at, first_known)::text from meeting where data is not null
             order by 1
            """;

    @Test
    void a_position_of_a_linked_statement_alone_reaches_as_far_as_if_the_link_had_come_last() {
        // given
        var log = new Log();
        says(log, "d1", "2030-01-03T00:00:00Z");
        link(log, "s1");

        // when, then
        assertThat(reach(log.entries().reversed()))
                .isEqualTo(reach(log.entries()))
                .hasSize(1);
    }

    @Test
    void a_position_that_stands_on_others_reaches_as_far_as_if_the_link_had_come_last() {
        // given
        var log = new Log();
        says(log, "s1", "2030-01-01T00:00:00Z");
        says(log, "d1", "2030-01-03T00:00:00Z");
        link(log, "s1");
        var linkFirst = List.of(
                log.entries().getFirst(), log.entries().getLast(), log.entries().get(1));

        // when, then
        assertThat(reach(linkFirst)).isEqualTo(reach(log.entries())).hasSize(1);
    }

    @Test
    void a_claim_and_a_meeting_reach_as_far_too() {
        // given
        var log = new Log();
        log.add(
                "statement.recorded",
                StreamKind.STATEMENT.of("d1"),
                Documents.statement(
                        "d1",
                        "2030-01-03T00:00:00Z",
                        "p.0",
                        "PRINCIPAL",
                        "ON_RECORD",
                        List.of(Map.of("type", "FACT", "claimId", "clm.x", "polarity", "AFFIRM", "by", "XAA"))));
        log.add("meeting.reported", StreamKind.MEETING.of("m2"), report());
        link(log, "s1");
        log.add(
                "records.linked",
                StreamKind.MEETING.of("m1"),
                Log.document("canonical", "m1", "duplicates", List.of("m2"), "relation", "SAME_MEETING"));

        // when, then
        assertThat(reach(log.entries().reversed())).isEqualTo(reach(log.entries()));
    }

    /** One event a batch, and all in one. */
    private static List<String> reach(List<LogEntry> entries) {
        try (var alone = Database.fresh();
                var together = Database.fresh()) {
            new ArrayList<>(entries).forEach(entry -> alone.apply(List.of(entry)));
            together.apply(entries);
            var reach = alone.texts(REACH);
            assertThat(together.texts(REACH)).isEqualTo(reach);
            return reach;
        }
    }

    private static void says(Log log, String id, String at) {
        log.add(
                "statement.recorded",
                StreamKind.STATEMENT.of(id),
                Documents.statement(
                        id, at, "p.0", "PRINCIPAL", "ON_RECORD", List.of(Documents.position("x.bridge", 2, "FIRM"))));
    }

    private static ObjectNode report() {
        var at = "2030-01-03T00:00:00Z";
        return Log.document(
                "reportId",
                "r2",
                "meetingId",
                "m2",
                "occurred",
                Map.of("from", at, "to", at, "precision", "INSTANT"),
                "reportedBy",
                Map.of("speaker", Map.of("actorId", "p.0"), "authority", "PRINCIPAL", "attribution", "ON_RECORD"),
                "phase",
                "HELD",
                "participants",
                List.of(Map.of("actorId", "XAA", "side", "XAA", "role", "PARTY", "presence", "ATTENDED")),
                "source",
                Map.of(
                        "sourceId", "s",
                        "kind", "OFFICIAL_RELEASE",
                        "publisher", "P",
                        "originGroup", "p",
                        "publishedAt", at,
                        "language", "en",
                        "reliability", "B"));
    }

    private static void link(Log log, String canonical) {
        log.add(
                "records.linked",
                StreamKind.STATEMENT.of(canonical),
                Log.document("canonical", canonical, "duplicates", List.of("d1"), "relation", "SAME_UTTERANCE"));
    }
}
