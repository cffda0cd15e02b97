package org.diplofeed.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final String ACCEPTED = "{\"line\":1,\"verdict\":\"accepted\"}";
    private static final String UNKNOWN = """
            {"line":2,"verdict":"refused","problem":{"type":"https://diplofeed.org/problems/unknown-reference",
             "errors":[{"pointer":"/data/speaker/actorId"}]}}
            """;

    private final DryRun run = new DryRun();

    @Test
    void what_an_earlier_line_would_have_brought_is_not_unknown() throws IOException {
        // given
        judge("{\"data\":{\"actorId\":\"XAA\"}}", ACCEPTED);

        // when
        var verdict = judge("{\"data\":{\"speaker\":{\"actorId\":\"XAA\"}}}", UNKNOWN);

        // then
        assertThat(verdict.path("verdict").asText()).isEqualTo("accepted");
    }

    @Test
    void what_nobody_would_have_brought_stays_unknown() throws IOException {
        // given
        judge("{\"data\":{\"actorId\":\"XAA\"}}", ACCEPTED);

        // when
        var verdict = judge("{\"data\":{\"speaker\":{\"actorId\":\"XBB\"}}}", UNKNOWN);

        // then
        assertThat(verdict.path("verdict").asText()).isEqualTo("refused");
    }

    @Test
    void a_line_that_is_refused_brings_nothing() throws IOException {
        // given
        judge(
                "{\"data\":{\"actorId\":\"XAA\"}}",
                "{\"verdict\":\"refused\",\"problem\":{\"type\":\"…/invalid-document\"}}");

        // when
        var verdict = judge("{\"data\":{\"speaker\":{\"actorId\":\"XAA\"}}}", UNKNOWN);

        // then
        assertThat(verdict.path("verdict").asText()).isEqualTo("refused");
    }

    private JsonNode judge(String line, String verdict) throws IOException {
        return run.judge(new EventLine(1, line.getBytes(StandardCharsets.UTF_8)), new ObjectMapper().readTree(verdict));
    }
}
