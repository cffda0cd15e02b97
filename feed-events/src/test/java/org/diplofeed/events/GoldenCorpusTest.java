package org.diplofeed.events;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pins the wire. A file of the corpus is never edited, for events like it stand on logs: what changes the form of an
 * event takes a new version, an upcaster and files of its own.
 */
class GoldenCorpusTest {
    private static final EventCodec CODEC = new EventCodec();

    static Stream<Map.Entry<String, FeedEvent>> events() {
        return GoldenEvents.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_file_of_the_corpus_is_read_as_the_event_that_it_is(Map.Entry<String, FeedEvent> golden) {
        // given
        var file = Resources.json("golden/" + golden.getKey() + ".json");

        // when
        var read = CODEC.decode(file.get("key").textValue(), headers(file), EventCodec.payload(data(file)));

        // then
        assertThat(read.event()).isEqualTo(golden.getValue());
        assertThat(read.data()).isEqualTo(data(file));
        assertThat(read.envelope().type()).isEqualTo(golden.getValue().type().wireName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_is_written_byte_for_byte_as_its_file_has_it(Map.Entry<String, FeedEvent> golden) {
        // given
        var file = Resources.json("golden/" + golden.getKey() + ".json");

        // when
        var written = EventCodec.payload(EventCodec.document(golden.getValue()));

        // then
        assertThat(written).asString().isEqualTo(data(file).toString());
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_envelope_is_written_header_for_header_as_its_file_has_it(Map.Entry<String, FeedEvent> golden) {
        // given
        var file = Resources.json("golden/" + golden.getKey() + ".json");

        // when
        var envelope = Envelope.fromHeaders(file.get("key").textValue(), headers(file));

        // then
        assertThat(envelope.toHeaders()).containsExactlyEntriesOf(headers(file));
        assertThat(envelope.stream().toString()).isEqualTo(file.get("key").textValue());
    }

    @Test
    void every_file_of_the_corpus_is_pinned_and_every_type_is_in_it() {
        // given
        var root = Resources.path("golden");

        // when
        var files = Resources.jsonFiles("golden").stream()
                .map(file -> root.relativize(file).toString().replace(".json", ""))
                .toList();

        // then
        assertThat(files).containsExactlyInAnyOrderElementsOf(GoldenEvents.all().keySet());
        assertThat(files.stream()
                        .map(name -> "diplofeed." + name.split("/", 2)[0])
                        .collect(toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
    }

    private static ObjectNode data(JsonNode file) {
        return (ObjectNode) file.get("data");
    }

    private static Map<String, String> headers(JsonNode file) {
        var headers = new LinkedHashMap<String, String>();
        file.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        return headers;
    }
}
