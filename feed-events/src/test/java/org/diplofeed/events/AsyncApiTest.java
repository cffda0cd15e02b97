package org.diplofeed.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    private static final Path FOLDER = Path.of("..", "docs", "api");
    private static final Path DOCUMENT = FOLDER.resolve("topics.asyncapi.json");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** {@code -Ddiplofeed.snapshots=write} writes it anew. */
    @Test
    void the_description_of_the_topics_is_what_the_contract_says() throws IOException {
        // when
        var described = PRETTY.writeValueAsString(AsyncApiDocument.of()) + "\n";
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            Files.writeString(DOCUMENT, described);
        }

        // then
        assertThat(Files.readString(DOCUMENT)).isEqualTo(described);
    }

    @Test
    void every_type_of_event_is_on_a_topic_and_every_topic_has_types() throws IOException {
        // when
        var document = PRETTY.readTree(DOCUMENT.toFile());

        // then
        var described = new HashSet<String>();
        for (var topic : Topic.values()) {
            var messages = document.path("channels").path(topic.name("")).path("messages");
            assertThat(messages).as(topic.name()).isNotEmpty();
            messages.fieldNames().forEachRemaining(described::add);
        }
        assertThat(document.path("channels")).hasSize(Topic.values().length);
        for (var type : EventType.values()) {
            assertThat(described).contains(type.wireName());
        }
    }

    @Test
    void every_schema_that_is_referred_to_is_there() throws IOException {
        // given
        var document = PRETTY.readTree(DOCUMENT.toFile());

        // when
        var references = document.findValuesAsText("$ref");

        // then
        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(FOLDER.resolve(reference)).exists();
            }
        });
    }
}
