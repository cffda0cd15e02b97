package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door is closed to. */
class SchemaRefusalTest {
    private static final String STATEMENT = Schemas.of(EventType.STATEMENT_RECORDED);

    @Test
    void the_statement_that_these_tests_break_is_valid() {
        assertThat(SchemaCheck.errors(STATEMENT, statement())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    /statementId               ; "a/b"                                       ; pattern
                    /statementId               ; "a|b"                                       ; pattern
                    /statementId               ; "-a"                                        ; pattern
                    /statementId               ; ""                                          ; pattern
                    /statementId               ; "a\\n"                                      ; pattern
                    /statementId               ; "ä"                                         ; pattern
                    /statementId               ; null                                        ; type
                    /kind                      ; "UNRECOGNIZED"                              ; enum
                    /kind                      ; "utterance"                                 ; enum
                    /summary                   ; ""                                          ; pattern
                    /summary                   ; "  \\t"                                     ; pattern
                    /occurred/from             ; "2025-13-01"                                ; pattern
                    /occurred/from             ; "0000-01-01"                                ; pattern
                    /occurred/from             ; "2025-12-01T10:00Z"                         ; pattern
                    /occurred/from             ; "2025-12-01T10:00:00"                       ; pattern
                    /occurred/from             ; "2025-12-01T10:00:60Z"                      ; pattern
                    /occurred/from             ; "2025-12-01T10:00:00+18:00"                 ; pattern
                    /occurred/from             ; "2025-12-01\\n"                             ; pattern
                    /occurred/from             ; 2025                                        ; type
                    /occurred/more             ; 1                                           ; additionalProperties
                    /speaker                   ; {}                                          ; oneOf
                    /speaker                   ; {"actorId":"p.x","descriptor":"d","count":"ONE"} ; oneOf
                    /speaker                   ; {"descriptor":"d"}                          ; dependentRequired
                    /speaker                   ; {"actorId":"p.x","affiliation":"XAA"}       ; dependentRequired
                    /onBehalfOf                ; ["XAA","XAA"]                               ; uniqueItems
                    /language                  ; "english language"                          ; pattern
                    /source/url                ; "ftp://example.org/"                        ; pattern
                    /source/url                ; "https:///path"                             ; pattern
                    /source/url                ; "https://example.org/a b"                   ; pattern
                    /source/url                ; "javascript:alert(1)"                       ; pattern
                    /assertions/0/stance       ; 3                                           ; maximum
                    /assertions/0/stance       ; -3                                          ; minimum
                    /assertions/0/stance       ; 0.5                                         ; type
                    /assertions/0/stance       ; "1"                                         ; type
                    /assertions/0/type         ; "FORECAST"                                  ; enum
                    /assertions/0/claimId      ; "clm.x"                                     ; additionalProperties
                    /assertions/0/conditions   ; [{"key":"A b","when":"IF","text":"t"}]      ; pattern
                    /assertions/1/by           ; 7                                           ; type
                    /assertions/1/op           ; "=="                                        ; enum
                    /assertions/1/value        ; 1e16                                        ; maximum
                    /embargoUntil              ; "2025-12-02"                                ; pattern
                    /visibility                ; "SECRET"                                    ; enum
                    /unknown                   ; 1                                           ; additionalProperties
                    """)
    void a_statement_is_refused_for_what_is_wrong_with_it(String pointer, String value, String keyword) {
        // given
        var statement = statement();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) statement.at(pointer.substring(0, last))).set(pointer.substring(last + 1), json(value));

        // when
        var errors = SchemaCheck.errors(STATEMENT, statement);

        // then
        assertThat(errors).anySatisfy(error -> assertThat(error).endsWith(" " + keyword));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "occurred",
                "speaker",
                "authority",
                "attribution",
                "speechAct",
                "channel",
                "summary",
                "source"
            })
    void a_statement_has_to_say_the_least(String property) {
        // given
        var statement = statement();
        statement.remove(property);

        // when
        var errors = SchemaCheck.errors(STATEMENT, statement);

        // then
        assertThat(errors).containsExactly(" required");
    }

    @Test
    void a_text_may_be_as_long_as_its_limit_in_characters_and_no_longer() {
        // given
        var whole = statement().put("summary", "😀".repeat(4000));
        var longer = statement().put("summary", "😀".repeat(4001));

        // when
        var errors = SchemaCheck.errors(STATEMENT, whole);
        var errorsOfLonger = SchemaCheck.errors(STATEMENT, longer);

        // then
        assertThat(errors).isEmpty();
        assertThat(errorsOfLonger).containsExactly("/summary maxLength");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'reason':'DATE'}",
                "{'reason':'DATE','patch':{}}",
                "{'reason':'DATE','patch':[]}",
                "{'reason':'DATE','patch':{'a':1},'replacement':{'a':1}}",
                "{'reason':'DATE','patch':null}",
                "{'patch':{'a':1}}",
                "{'reason':'WHIM','patch':{'a':1}}"
            })
    void a_correction_says_why_and_either_replaces_or_patches(String correction) {
        assertThat(SchemaCheck.errors(Schemas.of(EventType.RECORD_CORRECTED), json(correction.replace('\'', '"'))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    diplofeed.record.corrected.v1  | {"reason":"DATE","patch":{"a":1}}              | /data required
                    diplofeed.record.retracted.v1  | {"reason":"ENTRY_ERROR"}                       | /data required
                    diplofeed.claim.defined.v1     | {"claimId":"a/b","proposition":"P"}            | /data/claimId pattern
                    diplofeed.claim.defined.v2     | {}                                             | /type enum
                    diplofeed.shift.confirmed.v1   | {}                                             | /type enum
                    """)
    void a_cloud_event_is_judged_by_the_schema_of_its_type(String type, String data, String error) {
        // given
        var event = json("{\"specversion\":\"1.0\",\"id\":\"e\",\"source\":\"s\",\"type\":\"%s\",\"data\":%s}"
                .formatted(type, data));

        // when
        var errors = SchemaCheck.errors(Schemas.CLOUD_EVENT, event);

        // then
        assertThat(errors).containsExactly(error);
    }

    private static ObjectNode statement() {
        return (ObjectNode) json("""
                {"statementId":"st.x","kind":"UTTERANCE","occurred":{"from":"2025-12-02","to":"2025-12-02","precision":"DAY"},
                 "speaker":{"actorId":"p.x"},"authority":"NONE","attribution":"ON_RECORD","speechAct":"STATE",
                 "channel":"UNSPECIFIED","summary":"Said something.",
                 "assertions":[{"type":"POSITION","holder":"XAA","issueId":"x","stance":1,"firmness":"FIRM","voice":"SELF"},
                  {"type":"FACT","claimId":"clm.x","polarity":"AFFIRM"}],
                 "source":{"sourceId":"s","kind":"BROADCAST","publisher":"P","originGroup":"g","publishedAt":"2025-12-02",
                  "language":"en","reliability":"F"}}""");
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
