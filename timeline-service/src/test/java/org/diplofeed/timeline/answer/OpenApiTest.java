package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The interface's description, as it was last agreed on. {@code -Ddiplofeed.snapshots=write} writes it anew. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class OpenApiTest {
    private static final Path SNAPSHOT = Path.of("..", "docs", "api", "timeline.json");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Test
    void the_interface_is_as_it_was_agreed_on() throws IOException {
        // given
        var served = RestAssured.given()
                .queryParam("format", "JSON")
                .get("/q/openapi")
                .asString();

        // when
        var description = text(MAPPER.readTree(served));
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            description = text(withExamplesOfNow(MAPPER.readTree(served)));
            Files.writeString(SNAPSHOT, description);
        }

        // then
        assertThat(description).isEqualTo(Files.readString(SNAPSHOT));
    }

    /** The build has read the examples as they were before; whoever writes wants those that are answered now. */
    private static JsonNode withExamplesOfNow(JsonNode description) throws IOException {
        Stories.published();
        RestAssured.requestSpecification = Stories.asReader();
        var examples = ExamplesTest.writtenAnew();
        for (var operation : description.findParents("operationId")) {
            var example = examples.get(operation.get("operationId").asText());
            if (example != null
                    && operation.at("/responses/200/content/application~1json/examples/sample")
                            instanceof ObjectNode sample) {
                sample.set("value", example);
            }
        }
        return description;
    }

    private static String text(JsonNode description) throws IOException {
        return MAPPER.writeValueAsString(MAPPER.treeToValue(description, Map.class)) + "\n";
    }
}
