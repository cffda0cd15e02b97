package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoggedEventTest {
    private static final String LINE = """
            {"id":"e-1","source":"urn:test","specversion":"1.0","subject":"clm.x","time":"2025-12-02T00:00:00Z",
             "recordedtime":"2025-12-02T18:00:01.000000Z","streamversion":3,"type":"diplofeed.claim.defined.v1",
             "partitionkey":"claim/clm.x","datacontenttype":"application/json","data":{"claimId":"clm.x"}}""";

    static Stream<String> golden() {
        return GoldenEvents.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void an_event_that_went_through_a_file_is_the_same_to_the_byte(String name) {
        // given
        var file = Resources.json("golden/" + name + ".json");
        var event = new LoggedEvent(
                StreamId.parse(file.get("key").textValue()), headers(file), (ObjectNode) file.get("data"));

        // when
        var read = LoggedEvent.read(json(event.write().toString()));

        // then
        assertThat(read.stream()).isEqualTo(event.stream());
        assertThat(read.headers()).isEqualTo(event.headers());
        assertThat(EventCodec.payload(read.data())).isEqualTo(EventCodec.payload(event.data()));
    }

    @Test
    void an_attribute_that_this_reader_does_not_know_is_kept() {
        // given
        var line = json(LINE.replace("\"id\"", "\"tracestate\":\"a=1\",\"id\""));

        // when
        var event = LoggedEvent.read(line);

        // then
        assertThat(event.headers()).containsEntry("ce_tracestate", "a=1");
        assertThat(event.write().path("tracestate").textValue()).isEqualTo("a=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"partitionkey\":\"claim/clm.x\",|`` |partitionkey",
                "\"partitionkey\":\"claim/clm.x\"|\"partitionkey\":\"nothing/clm.x\" |stream id",
                "\"partitionkey\":\"claim/clm.x\"|\"partitionkey\":\"claim/clm.y\" |ce_subject",
                "\"streamversion\":3|\"streamversion\":0 |streamversion",
                "\"recordedtime\":|\"recorded\": |ce_recordedtime",
                "{\"claimId\":\"clm.x\"}|[] |/data",
                "\"source\":\"urn:test\"|\"source\":{} |/source"
            })
    void what_is_no_event_of_a_log_is_refused_without_a_word_of_it(String right, String wrong, String where) {
        // given
        var line = json(LINE.replace(right, wrong));

        // when
        var refused = assertThatThrownBy(() -> LoggedEvent.read(line));

        // then
        refused.isInstanceOf(MalformedEvent.class).hasMessageContaining(where.strip());
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, String> headers(JsonNode file) {
        var headers = new HashMap<String, String>();
        file.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        return headers;
    }
}
