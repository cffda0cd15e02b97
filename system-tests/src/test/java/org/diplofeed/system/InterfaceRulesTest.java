package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What linters of OpenAPI ask for, and a client's author notices: examples that are right, and nothing left over. */
class InterfaceRulesTest {
    private static final Path HOME = Path.of(System.getProperty("diplofeed.home"));
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "timeline", "alert"})
    void every_example_fits_its_schema(String service) throws IOException {
        // given
        var document = read(service);
        var faults = new ArrayList<String>();
        int examples = 0;

        // when
        for (var content : document.findValues("content")) {
            for (var media : content.properties()) {
                for (var example : media.getValue().path("examples").properties()) {
                    examples++;
                    check(
                            document,
                            media.getValue().path("schema"),
                            example.getValue().path("value"),
                            faults);
                }
            }
        }

        // then
        assertThat(examples).isGreaterThan(20);
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "timeline", "alert"})
    void every_component_is_used_by_something_else(String service) throws IOException {
        // given
        var document = read(service);
        var used = new TreeSet<>(document.findValuesAsText("$ref"));

        // when
        var unused = new TreeSet<String>();
        for (var kind : List.of("schemas", "responses", "parameters", "headers", "examples", "requestBodies")) {
            document.path("components")
                    .path(kind)
                    .fieldNames()
                    .forEachRemaining(name -> unused.add("#/components/" + kind + "/" + name));
        }
        unused.removeAll(used);

        // then
        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "timeline", "alert"})
    void every_body_that_is_sent_says_what_it_has_to_be(String service) throws IOException {
        for (var body : read(service).findValues("requestBody")) {
            assertThat(body.toString()).doesNotContain("#/components/schemas/ObjectNode");
        }
    }

    private static void check(JsonNode document, JsonNode schema, JsonNode example, List<String> faults) {
        var whole = MAPPER.createObjectNode();
        whole.set("components", document.path("components"));
        whole.putArray("allOf").add(schema);
        REGISTRY.getSchema(whole)
                .validate(example)
                .forEach(fault -> faults.add(fault + " of " + abbreviated(example.toString())));
    }

    private static String abbreviated(String text) {
        return text.substring(0, Math.min(100, text.length()));
    }

    private static JsonNode read(String service) throws IOException {
        return MAPPER.readTree(HOME.resolve("docs/api/" + service + ".json").toFile());
    }
}
