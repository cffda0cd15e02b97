package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {
    static Stream<JsonNode> events() {
        return samples().flatMap(sample -> sample.get("events").valueStream());
    }

    static Stream<Map.Entry<EventType, JsonNode>> definitions() {
        return Map.of(
                        "actors", EventType.ACTOR_DEFINED,
                        "issues", EventType.ISSUE_DEFINED,
                        "claims", EventType.CLAIM_DEFINED)
                .entrySet()
                .stream()
                .flatMap(kind -> samples()
                        .flatMap(sample ->
                                sample.get("reference").get(kind.getKey()).valueStream())
                        .map(entity -> Map.entry(kind.getValue(), entity)));
    }

    private static Stream<JsonNode> samples() {
        return Stream.of("samples/nato-question-2021-2022.json", "samples/moscow-talks-2025-12.json")
                .map(Resources::json);
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_of_a_sample_is_valid_and_says_all_that_its_document_says(JsonNode event) {
        // given
        var type = EventType.ofWireName(event.get("type").textValue()).orElseThrow();
        var data = (ObjectNode) event.get("data");

        // when
        var errors = SchemaCheck.errors(Schemas.CLOUD_EVENT, event);
        var value = EventCodec.value(data, type.dataClass());

        // then
        assertThat(errors).isEmpty();
        assertThat(withoutEmpty(Resources.written(value))).isEqualTo(withoutEmpty(data));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void a_definition_of_a_sample_is_valid_and_says_all_that_its_document_says(
            Map.Entry<EventType, JsonNode> definition) {
        // given
        var type = definition.getKey();
        var data = definition.getValue();

        // when
        var errors = SchemaCheck.errors(Schemas.of(type), data);
        var value = EventCodec.value(data, type.dataClass());

        // then
        assertThat(errors).isEmpty();
        assertThat(withoutEmpty(Resources.written(value))).isEqualTo(withoutEmpty(data));
    }

    /** An empty list and null say what their absence says. */
    private static JsonNode withoutEmpty(JsonNode node) {
        var copy = node.deepCopy();
        prune(copy);
        return copy;
    }

    private static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(property -> {
                if (property.getValue().isNull() || isEmptyArray(property.getValue())) {
                    object.remove(property.getKey());
                }
            });
        }
        node.forEach(SampleTest::prune);
    }

    private static boolean isEmptyArray(JsonNode node) {
        return node.isArray() && node.isEmpty();
    }
}
