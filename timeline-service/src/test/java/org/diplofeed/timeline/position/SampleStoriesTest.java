package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.Statement;
import org.junit.jupiter.api.Test;

/** The two real stories: one in which positions move four times, one in which nothing does. */
class SampleStoriesTest {

    @Test
    void the_nato_question_moves_four_times() throws IOException {
        // given
        var readings = readings("/nato-question-2021-2022.json");

        // when
        var shifts = shifts(readings);

        // then
        assertThat(shifts)
                .containsExactly(
                        "RUS|ua.nato-join HARDENING st.nato.r05",
                        "UKR|ua.nato-join SOFTENING st.nato.z06",
                        "UKR|ua.nato-join REVERSAL st.nato.z07",
                        "UKR|ua.nato-join REVERSAL st.nato.z09");
    }

    @Test
    void the_moscow_talks_move_nobody() throws IOException {
        // given
        var readings = readings("/moscow-talks-2025-12.json");

        // when
        var shifts = shifts(readings);

        // then
        assertThat(shifts).isEmpty();
    }

    private static List<String> shifts(Map<PositionKey, List<Reading>> readings) {
        var shifts = new ArrayList<String>();
        readings.forEach((key, entries) -> Fold.of(entries, Rules.STANDARD)
                .shifts()
                .forEach(shift -> shifts.add(key.subject() + " " + shift.id().classification() + " "
                        + shift.id().confirmedBy())));
        return shifts;
    }

    private static Map<PositionKey, List<Reading>> readings(String sample) throws IOException {
        try (var json = SampleStoriesTest.class.getResourceAsStream(sample)) {
            var readings = new TreeMap<PositionKey, List<Reading>>();
            for (var event : FeedJson.mapper().readTree(json).get("events")) {
                if (event.get("type").asText().equals("diplofeed.statement.recorded.v1")) {
                    var statement = EventCodec.value((ObjectNode) event.get("data"), Statement.class);
                    for (var assertion : statement.positions()) {
                        readings.computeIfAbsent(assertion.key(), _ -> new ArrayList<>())
                                .add(Reading.of(statement, assertion));
                    }
                }
            }
            return readings;
        }
    }
}
