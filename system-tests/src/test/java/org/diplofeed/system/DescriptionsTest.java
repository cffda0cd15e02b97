package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.diplofeed.system.SourceComments.SourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every body in the OpenAPI documents has an example, and they say of each schema what its type says of itself.
 * {@code -Ddiplofeed.snapshots=write} writes what the services read; then their documents are to be written anew.
 */
class DescriptionsTest {
    private static final Path HOME = Path.of(System.getProperty("diplofeed.home"));
    private static final List<String> SHARED = List.of("feed-events", "feed-log", "feed-web");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "timeline", "alert"})
    void every_schema_is_described_as_its_type_is(String service) throws IOException {
        // given
        var module = HOME.resolve(service + "-service");
        var file = module.resolve("src/main/resources/openapi-descriptions.json");
        var document =
                MAPPER.readTree(HOME.resolve("docs/api/" + service + ".json").toFile());
        var types = SourceComments.read(Stream.concat(SHARED.stream().map(HOME::resolve), Stream.of(module))
                .map(root -> root.resolve("src/main/java"))
                .toList());

        // when
        var described = MAPPER.createObjectNode();
        var undescribed = new TreeSet<String>();
        document.at("/components/schemas").properties().forEach(schema -> {
            var type = type(schema.getKey(), schema.getValue(), types);
            type.ifPresentOrElse(found -> describe(described, schema.getKey(), schema.getValue(), found), () -> {
                if (!schema.getValue().has("description")) {
                    undescribed.add(schema.getKey());
                }
            });
        });

        // then
        var text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(described) + "\n";
        if ("write".equals(System.getProperty("diplofeed.snapshots"))) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(undescribed).as("schemas whose type has no comment").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "timeline", "alert"})
    void every_body_has_an_example(String service) throws IOException {
        // given
        var document =
                MAPPER.readTree(HOME.resolve("docs/api/" + service + ".json").toFile());

        // when
        var without = new TreeSet<String>();
        for (var operation : document.path("paths").findParents("operationId")) {
            var id = operation.path("operationId").asText();
            missing(id + " is sent", operation.path("requestBody"), without);
            operation.path("responses").properties().stream()
                    .filter(answer -> answer.getKey().startsWith("2"))
                    .forEach(answer -> missing(id + " answers " + answer.getKey(), answer.getValue(), without));
        }

        // then
        assertThat(without).isEmpty();
    }

    private static void missing(String what, JsonNode body, Set<String> without) {
        var json = body.path("content").path("application/json");
        if (!json.isMissingNode() && !json.has("example") && !json.has("examples")) {
            without.add(what);
        }
    }

    private static void describe(ObjectNode described, String name, JsonNode schema, SourceType type) {
        var text = new StringBuilder(type.text());
        schema.path("enum").forEach(value -> {
            var said = type.members().getOrDefault(value.asText().toUpperCase(Locale.ROOT), "");
            if (!said.isEmpty()) {
                text.append(" ").append(value.asText()).append(": ").append(said);
            }
        });
        var entry = described.putObject(name).put("description", text.toString());
        var properties = entry.putObject("properties");
        schema.path("properties").fieldNames().forEachRemaining(property -> {
            var said = type.members().getOrDefault(property, "");
            if (!said.isEmpty()) {
                properties.put(property, said);
            }
        });
    }

    /**
     * Of the types that are called so, the one with a comment that has most of the schema's properties. Where several
     * fit as well and say something else, one of them needs a name of its own: {@code @Schema(name = …)}.
     */
    private static Optional<SourceType> type(String name, JsonNode schema, List<SourceType> types) {
        var members = members(schema);
        var described = types.stream()
                .filter(type -> !type.text().isEmpty())
                .filter(type -> members.isEmpty() || common(type, members) > 0)
                .toList();
        var called = described.stream().filter(type -> isCalled(name, type)).toList();
        var fitting = called.isEmpty()
                ? described.stream().filter(type -> isOf(name, members, type)).toList()
                : called;
        var best = fitting.stream().mapToInt(type -> score(type, members)).max();
        var found = fitting.stream()
                .filter(type -> score(type, members) == best.orElseThrow())
                .toList();
        assertThat(found.stream().map(SourceType::text).distinct())
                .as("what %s may be", name)
                .hasSizeLessThan(2);
        return found.stream().findFirst();
    }

    private static int score(SourceType type, Set<String> members) {
        return 2 * common(type, members) - type.members().size();
    }

    /** By its name, or by that and a number where several are called so. */
    private static boolean isCalled(String name, SourceType type) {
        return name.replaceAll("\\d+$", "").equals(type.name()) || name.equals(type.name());
    }

    /** Of a generic type: a page of deliveries. */
    private static boolean isOf(String name, Set<String> members, SourceType type) {
        return name.startsWith(type.name()) && common(type, members) > 1;
    }

    private static int common(SourceType type, Set<String> members) {
        return (int) type.members().keySet().stream().filter(members::contains).count();
    }

    private static Set<String> members(JsonNode schema) {
        var members = new HashSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(members::add);
        schema.path("enum").forEach(value -> members.add(value.asText().toUpperCase(Locale.ROOT)));
        return members;
    }
}
