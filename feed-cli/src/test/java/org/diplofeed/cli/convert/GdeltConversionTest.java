package org.diplofeed.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.cli.convert.Conversion.Converted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GdeltConversionTest {
    private final Skipped skipped = new Skipped();

    @ParameterizedTest
    @CsvSource({
        "010,STATE",
        "011,DECLINE",
        "015,CONFIRM",
        "016,DENY",
        "019,STATE",
        "0211,APPEAL",
        "026,APPEAL",
        "030,PROMISE",
        "0311,PROMISE",
        "051,AGREE",
        "057,AGREE",
        "1011,DEMAND",
        "112,ACCUSE",
        "1125,ACCUSE",
        "120,REJECT",
        "1241,REJECT",
        "138,THREATEN",
        "1385,THREATEN"
    })
    void what_is_said_is_a_statement_without_a_position(String code, String speechAct) throws IOException {
        // when
        var event = event(row(code));

        // then
        assertThat(event.path("type").asText()).isEqualTo("diplofeed.statement.recorded.v1");
        var statement = event.path("data");
        assertThat(statement.path("speechAct").asText()).isEqualTo(speechAct);
        assertThat(statement.path("attribution").asText()).isEqualTo("OWN_REPORTING");
        assertThat(statement.path("authority").asText()).isEqualTo("NONE");
        assertThat(statement.has("assertions")).isFalse();
    }

    @Test
    void a_statement_says_who_when_to_whom_and_where_it_was_found() throws IOException {
        // when
        var event = event(new GdeltRows("719", "112")
                .first("RUSGOV", "RUSSIA", "RUS", "", "GOV")
                .second("UKR", "UKRAINE", "UKR", "", ""));

        // then
        assertThat(event.toString())
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"gdelt:719\",\"source\":\"urn:gdelt\","
                        + "\"type\":\"diplofeed.statement.recorded.v1\",\"subject\":\"gdelt:719\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{\"statementId\":\"gdelt:719\","
                        + "\"kind\":\"UTTERANCE\","
                        + "\"occurred\":{\"from\":\"2018-01-01\",\"to\":\"2018-01-01\",\"precision\":\"DAY\"},"
                        + "\"speaker\":{\"actorId\":\"RUS.GOV\"},\"onBehalfOf\":[\"RUS\"],\"authority\":\"NONE\","
                        + "\"attribution\":\"OWN_REPORTING\",\"speechAct\":\"ACCUSE\",\"channel\":\"NEWS\","
                        + "\"summary\":\"RUSSIA accuses or disapproves, towards UKRAINE.\",\"audience\":[\"UKR\"],"
                        + "\"source\":{\"sourceId\":\"gdelt:719\",\"kind\":\"DATASET\",\"publisher\":\"GDELT\","
                        + "\"originGroup\":\"news.example\",\"publishedAt\":\"2018-01-01T00:15:00Z\","
                        + "\"language\":\"und\",\"reliability\":\"F\",\"locator\":\"GLOBALEVENTID 719\","
                        + "\"url\":\"https://news.example/a?b=c\"},"
                        + "\"note\":\"CAMEO 112, Goldstein -2.0, tone -2.56; 18 mentions in 3 sources.\"},"
                        + "\"time\":\"2018-01-01T00:00:00Z\"}");
    }

    @ParameterizedTest
    @CsvSource({"040", "041", "042", "043", "044", "045", "046"})
    void those_who_meet_have_met_and_a_with_b_is_b_with_a(String code) throws IOException {
        // when
        var one = event(new GdeltRows("1", code)
                .first("RUSGOV", "RUSSIA", "RUS", "", "GOV")
                .second("UKR", "UKRAINE", "UKR", "", ""));
        var other = event(new GdeltRows("2", "046")
                .first("UKR", "UKRAINE", "UKR", "", "")
                .second("RUSGOV", "MOSCOW", "RUS", "", "GOV"));
        var elsewhere = event(new GdeltRows("3", "046")
                .first("UKR", "UKRAINE", "UKR", "", "")
                .second("RUSGOV", "MOSCOW", "RUS", "", "GOV")
                .with(52, "Minsk, Belarus"));
        var later = event(new GdeltRows("4", "046")
                .first("UKR", "UKRAINE", "UKR", "", "")
                .second("RUSGOV", "MOSCOW", "RUS", "", "GOV")
                .with(1, "20180102"));

        // then
        assertThat(one.path("type").asText()).isEqualTo("diplofeed.meeting.reported.v1");
        var report = one.path("data");
        assertThat(report.path("reportId").asText()).isEqualTo("gdelt:1");
        assertThat(report.path("phase").asText()).isEqualTo("HELD");
        assertThat(report.path("participants").toString())
                .isEqualTo("[{\"actorId\":\"RUS.GOV\",\"side\":\"RUS\",\"role\":\"PARTY\",\"presence\":\"ATTENDED\"},"
                        + "{\"actorId\":\"UKR\",\"side\":\"UKR\",\"role\":\"PARTY\",\"presence\":\"ATTENDED\"}]");
        assertThat(report.path("place").toString()).isEqualTo("{\"name\":\"Geneva, Genève, Switzerland\"}");
        assertThat(report.has("confirmation")).isFalse();
        assertThat(one.path("subject").asText())
                .isEqualTo(report.path("meetingId").asText());
        assertThat(meeting(other)).isEqualTo(meeting(one));
        assertThat(List.of(meeting(elsewhere), meeting(later)))
                .doesNotContain(meeting(one))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_meeting_is_mooted_or_denied_by_a_side() throws IOException {
        // when
        var mooted = event(row("036")).path("data");
        var denied = event(row("125")).path("data");

        // then
        assertThat(mooted.path("phase").asText()).isEqualTo("MOOTED");
        assertThat(mooted.path("participants").path(0).path("presence").asText())
                .isEqualTo("EXPECTED");
        assertThat(denied.has("phase")).isFalse();
        assertThat(denied.path("confirmation").asText()).isEqualTo("DENIES");
        assertThat(denied.path("confirmationOf").toString()).isEqualTo("[\"RUS\"]");
        assertThat(denied.path("meetingId").asText())
                .isEqualTo(mooted.path("meetingId").asText());
    }

    @Test
    void what_is_done_and_what_nobody_is_named_for_is_counted() throws IOException {
        // given
        var lines = List.of(
                row("190").line(),
                row("190").line(),
                row("0811").line(),
                row("06").line(),
                new GdeltRows("5", "010")
                        .second("UKR", "UKRAINE", "UKR", "", "")
                        .line(),
                new GdeltRows("6", "042").first("UKR", "UKRAINE", "UKR", "", "").line(),
                new GdeltRows("7", "042")
                        .first("UKR", "UKRAINE", "UKR", "", "")
                        .second("UKR", "KIEV", "UKR", "", "")
                        .line(),
                row("010").with(1, "someday").line(),
                "a row\tcut off");

        // when
        var converted = convert(lines);

        // then
        assertThat(converted).hasSize(lines.size()).allMatch(one -> one.event().isEmpty());
        assertThat(skipped.reasons())
                .isEqualTo(Map.of(
                        "CAMEO 19", 2L,
                        "CAMEO 08", 1L,
                        "CAMEO 06", 1L,
                        "no actor named", 1L,
                        "meetings with nobody else named", 2L,
                        "rows without a date", 1L,
                        "rows of another number of columns", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "RUS,RUS,,,RUS,RUS,STATE,Russia",
        "ROMGOV,ROM,,GOV,ROU.GOV,ROU,BODY,Romania: government",
        "USAMED,USA,,MED,USA.MED,USA.MED,COLLECTIVE,United States: media",
        "PSEGZS,GZS,,,PSE,PSE,STATE,Palestinian Territories",
        "IGOUNO,,UNO,IGO,UN,UN,IGO,United Nations",
        "EUR,EUR,,,cameo.EUR,cameo.EUR,COLLECTIVE,CAMEO EUR",
        "GOV,,,GOV,cameo.GOV,cameo.GOV,COLLECTIVE,'government, no country named'",
        "CHRCTH,,,,cameo.CHRCTH,cameo.CHRCTH,COLLECTIVE,CAMEO CHRCTH"
    })
    void whom_a_code_means_is_defined_by_iso_and_never_by_fips(
            String code, String country, String group, String sector, String id, String side, String type, String name)
            throws IOException {
        // when
        var converted = convert(List.of(new GdeltRows("1", "010")
                        .first(code, "ANY NAME", none(country), none(group), none(sector))
                        .line()))
                .getFirst();

        // then
        var actor = converted.entities().getLast();
        assertThat(actor.id()).isEqualTo(id);
        assertThat(actor.definition().path("type").asText()).isEqualTo(type);
        assertThat(actor.definition().path("name").asText()).isEqualTo(name);
        assertThat(converted.event().orElseThrow().at("/data/onBehalfOf/0").asText())
                .isEqualTo(side);
        if (type.equals("COLLECTIVE")) {
            assertThat(actor.definition().path("expand").asBoolean(true)).isFalse();
        }
    }

    @Test
    void what_is_no_gdelt_file_is_said_at_once() {
        assertThatIOException()
                .isThrownBy(() -> convert(List.of("id,date,actor", "1,2,3")))
                .withMessage("it is no GDELT file: its first row has 1 columns, not 61 (version 2.0) or 58 (1.0)");
    }

    private static GdeltRows row(String code) {
        return new GdeltRows("9", code).first("RUS", "RUSSIA", "RUS", "", "").second("UKR", "UKRAINE", "UKR", "", "");
    }

    private static String none(String text) {
        return text == null ? "" : text;
    }

    private static String meeting(ObjectNode event) {
        return event.at("/data/meetingId").asText();
    }

    private ObjectNode event(GdeltRows row) throws IOException {
        return convert(List.of(row.line())).getFirst().event().orElseThrow();
    }

    private List<Converted> convert(List<String> lines) throws IOException {
        try (var conversion = new GdeltConversion(GdeltRows.file(lines), skipped)) {
            var all = new ArrayList<Converted>();
            for (var next = conversion.next(); next.isPresent(); next = conversion.next()) {
                all.add(next.get());
            }
            return all;
        }
    }
}
