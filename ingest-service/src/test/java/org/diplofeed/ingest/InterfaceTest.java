package org.diplofeed.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.web.DocumentSchema;
import org.diplofeed.web.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class InterfaceTest {
    private static final Path SNAPSHOT = Path.of("..", "docs", "api", "ingest.json");
    private static final JsonMapper PRETTY = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** {@code -Ddiplofeed.snapshots=write} writes it anew. */
    @Test
    void the_interface_is_the_one_that_is_written_down() throws IOException {
        // given
        var generated =
                given().accept("application/json").get("/q/openapi?format=json").asString();

        // when
        var document = PRETTY.writeValueAsString(PRETTY.readValue(generated, Map.class)) + "\n";
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            Files.writeString(SNAPSHOT, document);
        }

        // then
        assertThat(document).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void the_interface_can_be_tried_in_a_browser() {
        given().get("/q/swagger-ui/").then().statusCode(200).contentType("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor",
                "issue",
                "claim",
                "statement",
                "meeting-report",
                "correction",
                "retraction-request",
                "link",
                "cloudevent"
            })
    void every_example_is_valid(String name) throws IOException {
        try (var in = InterfaceTest.class.getResourceAsStream("/examples/" + name + ".json")) {
            assertThat(DocumentSchema.of(name).check(StrictJson.read(in))).isEmpty();
        }
    }
}
