package org.diplofeed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.diplofeed.cli.operate.Overview;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverviewLinesTest {
    private static final Terminal TERMINAL = Terminal.plain(new PrintWriter(new StringWriter()));

    @Test
    void an_outbox_that_does_not_empty_is_marked() {
        // given
        var waiting = overview("{\"depth\": 1200, \"oldestAgeSeconds\": 31.5}", null);

        // when
        var lines = OverviewLines.of(TERMINAL, waiting, false);

        // then
        assertThat(lines)
                .containsExactly("  ✗ timeline-service  1,200 events wait to be published, the oldest for 31.5 s: does"
                        + " the broker answer, and take them?");
        assertThat(waiting.publishing()).isFalse();
    }

    @Test
    void an_outbox_of_which_the_broker_refuses_something_is_marked_however_young() {
        // given
        var waiting = overview("{\"depth\": 3, \"oldestAgeSeconds\": 1.5, \"refusedStreams\": 2}", null);

        // when
        var lines = OverviewLines.of(TERMINAL, waiting, false);

        // then
        assertThat(lines)
                .containsExactly("  ✗ timeline-service  3 events wait to be published, the oldest for 1.5 s; the broker"
                        + " refuses an event of 2 streams: feed refused");
        assertThat(waiting.refused()).isTrue();
    }

    @Test
    void an_outbox_that_empties_is_well() {
        // given
        var waiting = overview("{\"depth\": 12, \"oldestAgeSeconds\": 0.2}", null);

        // when
        var lines = OverviewLines.of(TERMINAL, waiting, false);

        // then
        assertThat(lines).containsExactly("  ✓ timeline-service  12 events wait to be published, the oldest for 0.2 s");
        assertThat(waiting.publishing()).isTrue();
    }

    @Test
    void generations_say_which_one_answers_and_what_the_others_are() {
        // given
        var generations = overview(null, """
                {"items": [
                  {"generation": 1, "state": "RETIRED", "live": false},
                  {"generation": 2, "state": "FOLLOWING", "live": true},
                  {"generation": 3, "state": "BUILDING", "live": false, "percent": 12.34, "paused": true},
                  {"generation": 4, "state": "FAILED", "live": false, "fault": "disk full"},
                  {"generation": 5, "state": "FOLLOWING", "live": false, "behind": 7}]}
                """);

        // when
        var lines = OverviewLines.of(TERMINAL, generations, false);

        // then
        assertThat(lines)
                .containsExactly(
                        "  ✓ timeline-service  generation 2 answers questions",
                        "    timeline-service  generation 3 is being built, 12.3 %, paused: feed rebuild watch",
                        "  ✗ timeline-service  generation 4 could not be built, disk full: feed rebuild",
                        "    timeline-service  generation 5 is kept beside it, 7 behind: feed rebuild compare, approve,"
                                + " retire");
    }

    private static Overview overview(@Nullable String outbox, @Nullable String rebuilds) {
        return new Overview("timeline-service", null, List.of(), json(outbox), json(rebuilds));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        try {
            return text == null ? null : new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
