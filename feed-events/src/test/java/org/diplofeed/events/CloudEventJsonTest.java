package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventJsonTest {
    private static final String WHOLE = """
            {"specversion":"1.0","id":"e-1","source":"urn:test","type":"diplofeed.claim.defined.v1",
             "subject":"clm.x","time":"2025-12-02T00:00:00Z","recordedtime":"2025-12-02T18:00:01.000000Z",
             "streamversion":3,"causationid":"c-1","correlationid":"r-1",
             "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
             "datacontenttype":"application/json","data":{"claimId":"clm.x","proposition":"P","later":1}}""";

    @Test
    void an_event_that_is_read_and_written_is_what_it_was() {
        // when
        var written = CloudEventJson.write(CloudEventJson.read(json(WHOLE)));

        // then
        assertThat(Resources.written(written)).isEqualTo(json(WHOLE));
    }

    @Test
    void an_event_of_the_log_keeps_its_envelope_outside() {
        // given
        var stream = StreamKind.CLAIM.of("clm.x");
        var event = CloudEventJson.read(json(WHOLE));
        var envelope =
                event.envelope(stream, Instant.parse("2025-12-02T00:00:00Z"), Instant.parse("2025-12-02T18:00:01Z"), 3);

        // when
        var outside = CloudEvent.of(envelope, event.data());

        // then
        assertThat(outside).isEqualTo(event);
    }

    @Test
    void what_a_client_leaves_out_is_absent() {
        // when
        var event = CloudEventJson.read(
                json("{'specversion':'1.0','id':'e','source':'s','type':'t','subject':null,'data':{}}"));

        // then
        assertThat(event)
                .extracting(CloudEvent::subject, CloudEvent::time, CloudEvent::recordedTime, CloudEvent::streamVersion)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    specversion     | "0.3"               | /specversion
                    specversion     | null                | /specversion
                    id              | ""                  | /id
                    id              | 7                   | /id
                    source          | null                | /source
                    type            | {}                  | /type
                    time            | "marker"            | /time
                    time            | "2025-02-30T00:00Z" | /time
                    recordedtime    | 0                   | /recordedtime
                    streamversion   | 0                   | /streamversion
                    streamversion   | 1.5                 | /streamversion
                    streamversion   | "1"                 | /streamversion
                    datacontenttype | "marker/xml"        | /datacontenttype
                    data            | "marker"            | /data
                    data            | null                | /data
                    data_base64     | "marker"            | /data_base64
                    a/b~c           | "marker"            | /a~1b~0c
                    """)
    void an_attribute_that_cannot_be_is_refused_by_its_place_and_not_quoted(String name, String value, String pointer) {
        // given
        var event = json(WHOLE);
        event.set(name, jsonValue(value));

        // when
        var refusal = assertThatThrownBy(() -> CloudEventJson.read(event));

        // then
        refusal.isInstanceOfSatisfying(
                MalformedEvent.class,
                malformed -> assertThat(malformed.pointer()).contains(pointer));
        refusal.message().doesNotContain("marker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "'text'", "1"})
    void what_is_no_object_is_no_event(String text) {
        // when
        var refusal = assertThatThrownBy(() -> CloudEventJson.read(jsonValue(text.replace('\'', '"'))));

        // then
        refusal.isInstanceOfSatisfying(
                MalformedEvent.class,
                malformed -> assertThat(malformed.pointer()).isEqualTo(Optional.empty()));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) jsonValue(text.replace('\'', '"'));
    }

    private static JsonNode jsonValue(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
