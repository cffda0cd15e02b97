package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class OpenApiSnapshotTest {
    private static final Path SNAPSHOT = Path.of("..", "docs", "api", "alert.json");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A changed interface is written by {@code -Ddiplofeed.snapshots=write} and reviewed as a diff. */
    @Test
    void the_interface_is_the_one_that_is_committed() throws IOException {
        // when
        var served = MAPPER.readTree(given().get("/q/openapi?format=json").asString());

        // then
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            Files.createDirectories(SNAPSHOT.getParent());
            Files.writeString(SNAPSHOT, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n");
        }
        assertThat(served.path("openapi").asText()).startsWith("3.1");
        assertThat(served.at("/webhooks/alert/post/operationId").asText()).isEqualTo("receiveAlert");
        assertThat(served).isEqualTo(MAPPER.readTree(Files.readString(SNAPSHOT)));
    }

    /** Generators write a class for each tag: of two with one name the second replaces the first. */
    @Test
    void what_is_sent_has_a_tag_of_its_own() throws IOException {
        // when
        var served = MAPPER.readTree(given().get("/q/openapi?format=json").asString());

        // then
        assertThat(tags(served.path("webhooks"))).isNotEmpty().doesNotContainAnyElementsOf(tags(served.path("paths")));
    }

    private static Set<String> tags(JsonNode paths) {
        return paths.findValues("tags").stream()
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
