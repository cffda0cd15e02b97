package org.diplofeed.alert.prose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.diplofeed.events.FeedJson;
import org.junit.jupiter.api.Test;

class AlertProseTest {
    private static final String NOTICE = """
            {"kind": "NOTICE_CLOSED", "pubstatus": "canceled", "notice": "MEETING_DISPUTED", "meetingId": "m.1"%s}
            """;

    @Test
    void nobody_can_take_a_rehearsal_for_the_real_thing() throws JsonProcessingException {
        // given
        var earnest = FeedJson.mapper().readTree(NOTICE.formatted(""));
        var rehearsed = FeedJson.mapper().readTree(NOTICE.formatted(", \"rehearsal\": \"rh_1\""));

        // when
        var prose = AlertProse.of(rehearsed);

        // then
        assertThat(prose.title())
                .isEqualTo("Rehearsal: " + AlertProse.of(earnest).title());
        assertThat(prose.lead()).startsWith("This is a rehearsal: nothing has happened now.");
    }
}
