package org.diplofeed.cli.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.cli.convert.Conversion.Converted;
import org.junit.jupiter.api.Test;

class UngaConversionTest {
    private static final String ROLL_CALLS = """
            rcid,session,importantvote,date,unres,amend,para,short,descr
            3,1,0,1946-01-01,R/1/66,1,0,"DISARMAMENT, GENERAL","TO ADOPT A ""CUBAN"" AMENDMENT"
            4,2,0,1947-01-02,R/1/79,0,0,"DISARMAMENT, GENERAL",
            5,3,0,1948-01-02,R/1/80,0,0,,ELECTIONS
            """;

    private final Skipped skipped = new Skipped();

    @Test
    void a_vote_is_what_a_state_holds_on_what_recurs() throws IOException {
        // when
        var votes = convert("""
                rcid,country,country_code,vote
                3,United States,US,yes
                3,Canada,CA,no
                4,United States,US,abstain
                """);

        // then
        assertThat(votes)
                .extracting(vote -> vote.event()
                        .orElseThrow()
                        .at("/data/assertions/0/stance")
                        .asInt())
                .containsExactly(2, -2, 0);
        assertThat(votes)
                .extracting(vote -> vote.event()
                        .orElseThrow()
                        .at("/data/assertions/0/issueId")
                        .asText())
                .containsOnly("unga.disarmament-general-"
                        + Events.hash("DISARMAMENT, GENERAL").substring(0, 8));
        var first = votes.getFirst().event().orElseThrow();
        assertThat(first.path("id").asText()).isEqualTo("unga:3:USA");
        var statement = first.path("data");
        assertThat(statement.path("kind").asText()).isEqualTo("VOTE");
        assertThat(statement.path("authority").asText()).isEqualTo("PRINCIPAL");
        assertThat(statement.path("attribution").asText()).isEqualTo("ON_RECORD");
        assertThat(statement.path("onBehalfOf").toString()).isEqualTo("[\"USA\"]");
        assertThat(statement.at("/occurred/from").asText()).isEqualTo("1946-01-01");
        assertThat(statement.at("/occurred/precision").asText()).isEqualTo("DAY");
        assertThat(statement.path("summary").asText()).isEqualTo("Votes yes on R/1/66: TO ADOPT A \"CUBAN\" AMENDMENT");
        assertThat(votes.getFirst()
                        .entities()
                        .getLast()
                        .definition()
                        .path("proposition")
                        .asText())
                .isEqualTo("DISARMAMENT, GENERAL");
    }

    @Test
    void states_that_are_no_more_keep_the_code_that_they_had() throws IOException {
        // when
        var votes = convert("""
                rcid,country,country_code,vote
                3,Yugoslavia,YU,yes
                3,Namibia,NA,yes
                3,Yemen Arab Republic,,yes
                5,German Democratic Republic,DD,yes
                """);

        // then
        assertThat(votes)
                .extracting(vote -> vote.entities().getFirst().id())
                .containsExactly("YUG", "NAM", "X.YEMENARABREPUBLIC", "DDR");
        assertThat(votes.getLast()
                        .entities()
                        .getLast()
                        .definition()
                        .path("proposition")
                        .asText())
                .isEqualTo("R/1/80");
    }

    @Test
    void what_is_no_vote_or_on_nothing_is_counted() throws IOException {
        // when
        var votes = convert("""
                rcid,country,country_code,vote
                3,Canada,CA,absent
                99,Canada,CA,yes
                """);

        // then
        assertThat(votes).allMatch(vote -> vote.event().isEmpty());
        assertThat(skipped.reasons())
                .isEqualTo(Map.of(
                        "votes that are neither yes, no nor abstain", 1L,
                        "votes of a roll call that is not listed", 1L));
    }

    @Test
    void a_column_that_is_missing_is_said() {
        assertThatIOException()
                .isThrownBy(() -> convert("rcid,country\n3,Canada\n"))
                .withMessageContaining("vote");
    }

    private List<Converted> convert(String votes) throws IOException {
        try (var conversion = new UngaConversion(stream(votes), stream(ROLL_CALLS), skipped)) {
            var all = new ArrayList<Converted>();
            for (var next = conversion.next(); next.isPresent(); next = conversion.next()) {
                all.add(next.get());
            }
            return all;
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
