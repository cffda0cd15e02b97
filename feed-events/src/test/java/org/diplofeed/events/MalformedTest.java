package org.diplofeed.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Restricted text is in events that cannot be read, too: nothing of it may reach a message or a stack trace. */
class MalformedTest {
    private static final EventCodec CODEC = new EventCodec();

    private static final String STATEMENT = """
            {"statementId":"st.x","kind":"UTTERANCE","occurred":{"from":"2025-12-02","to":"2025-12-02","precision":"DAY"},
             "speaker":{"actorId":"p.x"},"authority":"NONE","attribution":"OFF_RECORD","speechAct":"STATE",
             "channel":"UNSPECIFIED","summary":"MARKER","visibility":"RESTRICTED",
             "assertions":[{"type":"POSITION","holder":"XAA","issueId":"x","stance":1,"firmness":"FIRM","voice":"SELF"}],
             "source":{"sourceId":"s","kind":"BROADCAST","publisher":"P","originGroup":"g","publishedAt":"2025-12-02",
              "language":"en","reliability":"F"}}""";

    @Test
    void the_statement_that_these_tests_break_can_be_read() {
        // when
        var read = CODEC.decode("statement/st.x", headers(), STATEMENT.getBytes(UTF_8));

        // then
        assertThat(read.event()).isInstanceOf(StatementRecorded.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "2025-12-02","to"   | "MARKER","to"             | /occurred/from
                    "precision":"DAY"   | "precision":null          | /occurred
                    "stance":1          | "stance":"MARKER"         | /assertions/0/stance
                    "stance":1          | "stance":1.5              | /assertions/0/stance
                    "stance":1,         | ``                        | /assertions/0/stance
                    "holder":"XAA",     | ``                        | /assertions/0
                    {"actorId":"p.x"}   | "MARKER"                  | /speaker
                    {"actorId":"p.x"}   | ["MARKER"]                | /speaker
                    "kind":"UTTERANCE"  | "kind":7                  | /kind
                    "statementId"       | "MARKER"                  | ``
                    """)
    void a_document_that_fits_no_schema_is_told_by_place_and_never_quoted(String part, String broken, String pointer) {
        // given
        var payload = STATEMENT.replace(part, broken).getBytes(UTF_8);

        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers(), payload));

        // then
        reading.isInstanceOfSatisfying(MalformedEvent.class, malformed -> {
            assertThat(malformed.pointer()).isEqualTo(Optional.of(pointer));
            assertThat(printed(malformed)).doesNotContain("MARKER");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MARKER",
                "null",
                "\"MARKER\"",
                "[{\"MARKER\":1}]",
                "{\"statementId\":\"MARKER\"",
                "{\"a\":\"MARKER\",\"a\":2}",
                "{} MARKER",
                "{\"a\":MARKER}",
                "{\"MARKER\":1e}",
                "{\"MARKER\":NaN}"
            })
    void what_is_no_json_object_is_malformed_and_never_quoted(String payload) {
        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers(), payload.getBytes(UTF_8)));

        // then
        reading.isInstanceOfSatisfying(
                MalformedEvent.class,
                malformed -> assertThat(printed(malformed)).doesNotContain("MARKER"));
    }

    @Test
    void a_document_that_is_not_utf_8_is_malformed() {
        // given
        var payload = STATEMENT.replace("MARKER", "ÜÜÜÜMARKER").getBytes(StandardCharsets.ISO_8859_1);

        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers(), payload));

        // then
        reading.isInstanceOfSatisfying(
                MalformedEvent.class,
                malformed -> assertThat(printed(malformed)).doesNotContain("MARKER"));
    }

    @Test
    void a_document_that_is_nested_too_deep_is_malformed() {
        // given
        var payload = ("{\"a\":".repeat(40) + "\"MARKER\"" + "}".repeat(40)).getBytes(UTF_8);

        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers(), payload));

        // then
        reading.isInstanceOfSatisfying(
                MalformedEvent.class, malformed -> assertThat(malformed).hasMessageContaining("deeper than 32"));
    }

    @Test
    void a_correction_that_both_replaces_and_patches_is_malformed() {
        // given
        var payload =
                "{\"target\":\"st.x\",\"replacement\":{},\"patch\":{\"note\":\"MARKER\"},\"reason\":\"DATE\",\"by\":\"e\"}"
                        .getBytes(UTF_8);
        var headers = headers();
        headers.put("ce_type", "diplofeed.record.corrected.v1");

        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers, payload));

        // then
        reading.isInstanceOfSatisfying(
                MalformedEvent.class,
                malformed -> assertThat(printed(malformed)).doesNotContain("MARKER"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_id",
                "ce_source",
                "ce_type",
                "ce_subject",
                "ce_time",
                "ce_recordedtime",
                "ce_streamversion"
            })
    void a_header_that_is_missing_is_named(String name) {
        // given
        var headers = headers();
        headers.remove(name);

        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers, STATEMENT.getBytes(UTF_8)));

        // then
        reading.isInstanceOf(MalformedEvent.class).hasMessage("header " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ce_specversion,   0.3-MARKER, header ce_specversion
            ce_subject,       st.MARKER,  header ce_subject
            ce_time,          MARKER,     header ce_time
            ce_recordedtime,  2025-12-02, header ce_recordedtime
            ce_streamversion, MARKER,     header ce_streamversion
            ce_streamversion, -1,         header ce_streamversion
            ce_type,          x.y.v1,     unknown event type
            ce_type,          diplofeed.statement.recorded.v2,  a schema newer than this reader
            ce_type,          diplofeed.statement.recorded.vX,  no schema version
            """)
    void a_header_that_cannot_be_is_named_and_not_quoted(String name, String value, String message) {
        // given
        var headers = headers();
        headers.put(name, value);

        // when
        var reading = assertThatThrownBy(() -> CODEC.decode("statement/st.x", headers, STATEMENT.getBytes(UTF_8)));

        // then
        reading.isInstanceOfSatisfying(MalformedEvent.class, malformed -> {
            assertThat(malformed).hasMessageContaining(message);
            assertThat(printed(malformed)).doesNotContain("MARKER");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "statement", "statement/", "/st.x", "Statement/st.x", "MARKER/st.x"})
    void a_key_that_is_no_stream_id_is_malformed(String key) {
        // when
        var reading = assertThatThrownBy(() -> CODEC.decode(key, headers(), STATEMENT.getBytes(UTF_8)));

        // then
        reading.isInstanceOf(MalformedEvent.class).message().doesNotContain("MARKER");
    }

    private static Map<String, String> headers() {
        var envelope = new Envelope(
                "e-1",
                "urn:test",
                EventType.STATEMENT_RECORDED.wireName(),
                StreamKind.STATEMENT.of("st.x"),
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                null,
                null,
                null);
        return new TreeMap<>(envelope.toHeaders());
    }

    private static String printed(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
