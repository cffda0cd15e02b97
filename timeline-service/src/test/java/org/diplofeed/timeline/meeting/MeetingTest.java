package org.diplofeed.timeline.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.MeetingPhase;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.Presence;
import org.diplofeed.timeline.meeting.Side.Stand;
import org.junit.jupiter.api.Test;

class MeetingTest {

    @Test
    void a_meeting_that_one_side_confirms_and_the_other_does_not_is_unilateral() {
        // given
        var reports = List.of(
                report("r1", "2030-01-01", Map.of("phase", "ANNOUNCED", "confirmation", "CONFIRMS"), "XAA"),
                report("r2", "2030-01-02", Map.of("confirmation", "NOT_CONFIRMED"), "XBB"));

        // when
        var meeting = derive(reports);

        // then
        assertThat(meeting.agreement()).isEqualTo(Agreement.UNILATERAL);
        assertThat(meeting.sides()).extracting(Side::confirmation).containsExactly(Stand.CONFIRMS, Stand.NOT_CONFIRMED);
        assertThat(meeting.unconfirmedBy()).containsExactly("XBB");
    }

    @Test
    void a_confirmation_and_a_denial_are_a_dispute_named_by_the_report_that_made_it() {
        // given
        var reports = List.of(
                report("r1", "2030-01-01", Map.of("confirmation", "CONFIRMS"), "XAA"),
                report("r2", "2030-01-02", Map.of("confirmation", "DENIES"), "XBB"));

        // when
        var meeting = derive(reports);

        // then
        assertThat(meeting.agreement()).isEqualTo(Agreement.DISPUTED);
        assertThat(Meeting.disputedBy(reports)).contains("r2");
    }

    @Test
    void silence_is_no_denial() {
        // given
        var reports = List.of(report("r1", "2030-01-01", Map.of("phase", "HELD"), ""));

        // when
        var meeting = derive(reports);

        // then
        assertThat(meeting.agreement()).isEqualTo(Agreement.NONE);
        assertThat(meeting.sides()).extracting(Side::confirmation).containsOnly(Stand.SILENT);
    }

    @Test
    void a_meeting_that_was_held_never_falls_back() {
        // given
        var reports = List.of(
                report("r1", "2030-01-05", Map.of("phase", "HELD"), "XAA"),
                report("r2", "2030-01-09", Map.of("phase", "POSTPONED"), "XAA"));

        // when
        var meeting = derive(reports);

        // then
        assertThat(meeting.phase()).isEqualTo(MeetingPhase.HELD);
        assertThat(meeting.date()).isEqualTo(reports.getFirst().occurred());
    }

    @Test
    void presence_goes_forward_only() {
        // given
        var reports = List.of(
                report("r1", "2030-01-05", Map.of("participants", List.of(participant("p.a", "ARRIVED"))), "XAA"),
                report("r2", "2030-01-05", Map.of("participants", List.of(participant("p.a", "EXPECTED"))), "XAA"));

        // when
        var meeting = derive(reports);

        // then
        assertThat(meeting.participants()).extracting("presence").containsExactly(Presence.ARRIVED);
    }

    @Test
    void the_order_of_the_reports_makes_no_difference() {
        // given
        var reports = new ArrayList<>(List.of(
                report("r1", "2030-01-01", Map.of("phase", "MOOTED"), "XAA"),
                report("r2", "2030-01-02", Map.of("phase", "ANNOUNCED", "confirmation", "CONFIRMS"), "XAA"),
                report("r3", "2030-01-02", Map.of("phase", "POSTPONED", "confirmation", "DENIES"), "XBB"),
                report("r4", "2030-01-02", Map.of("confirmation", "CONFIRMS"), "XBB")));
        var expected = derive(reports);

        // when
        Collections.shuffle(reports, new Random(7));

        // then
        assertThat(derive(reports)).isEqualTo(expected);
        assertThat(expected.phase()).isEqualTo(MeetingPhase.POSTPONED);
    }

    private static Meeting derive(List<MeetingReport> reports) {
        return Meeting.derive("mtg.x", reports).orElseThrow();
    }

    private static Map<String, String> participant(String actor, String presence) {
        return Map.of("actorId", actor, "side", "XAA", "role", "DELEGATE", "presence", presence);
    }

    private static MeetingReport report(String id, String day, Map<String, Object> more, String side) {
        var report = FeedJson.mapper().createObjectNode();
        report.setAll(FeedJson.mapper()
                .<ObjectNode>valueToTree(Map.of(
                        "reportId", id,
                        "meetingId", "mtg.x",
                        "occurred", Map.of("from", day, "to", day, "precision", "DAY"),
                        "reportedBy",
                                Map.of(
                                        "speaker",
                                        Map.of("actorId", "p.x"),
                                        "onBehalfOf",
                                        side.isEmpty() ? List.of() : List.of(side),
                                        "authority",
                                        "SPOKESPERSON",
                                        "attribution",
                                        "ON_RECORD"),
                        "participants",
                                List.of(
                                        Map.of("actorId", "p.a", "side", "XAA", "role", "A", "presence", "EXPECTED"),
                                        Map.of("actorId", "p.b", "side", "XBB", "role", "B", "presence", "EXPECTED")),
                        "source",
                                Map.of(
                                        "sourceId",
                                        "src",
                                        "kind",
                                        "NEWS_ARTICLE",
                                        "publisher",
                                        "paper",
                                        "originGroup",
                                        "wire",
                                        "publishedAt",
                                        day,
                                        "language",
                                        "en",
                                        "reliability",
                                        "B"))));
        report.setAll(FeedJson.mapper().<ObjectNode>valueToTree(more));
        return EventCodec.value(report, MeetingReport.class);
    }
}
