package org.diplofeed.ingest.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The contract's JSON Schemas as components of an OpenAPI 3.1 document, which has the same dialect. */
final class ContractSchemas {
    private static final String FOLDER = "/org/diplofeed/events/schema/";
    private static final String SUFFIX = ".v1.json";
    private static final String COMPONENTS = "#/components/schemas/";
    private static final List<String> FILES = List.of(
            "common",
            "actor",
            "issue",
            "claim",
            "statement",
            "meeting-report",
            "correction",
            "retraction",
            "retraction-request",
            "link",
            "cloudevent");

    private ContractSchemas() {}

    /** All of them by component name. */
    static Map<String, Schema> read() {
        var document = FeedJson.mapper().createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "schemas").put("version", "1");
        document.putObject("paths");
        var schemas = document.putObject("components").putObject("schemas");
        FILES.forEach(file -> add(file, schemas));
        return SmallRyeOpenAPI.builder()
                .withConfig(new SmallRyeConfigBuilder().build())
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .withCustomStaticFile(
                        () -> new ByteArrayInputStream(document.toString().getBytes(StandardCharsets.UTF_8)))
                .build()
                .model()
                .getComponents()
                .getSchemas();
    }

    private static void add(String file, ObjectNode schemas) {
        var root = load(file);
        var definitions = root.remove("$defs");
        if (definitions != null) {
            definitions
                    .properties()
                    .forEach(definition -> schemas.set(
                            name(file) + capital(definition.getKey()), pointed(definition.getValue(), file)));
        }
        root.remove(List.of("$schema", "$id"));
        if (file.equals("cloudevent")) {
            plain(root);
        }
        if (!file.equals("common")) {
            schemas.set(name(file), pointed(root, file));
        }
    }

    /** What stands in data by type is said by conditions, which generators of clients do not know: any of them here. */
    private static void plain(ObjectNode event) {
        var data = (ObjectNode) event.path("properties").path("data");
        data.remove("type");
        var any = data.putArray("anyOf");
        for (var condition : event.remove("allOf")) {
            var reference = condition.at("/then/properties/data/$ref");
            if (any.valueStream().noneMatch(known -> known.path("$ref").equals(reference))) {
                any.addObject().set("$ref", reference);
            }
        }
    }

    /** The component's name for a file: {@code MeetingReport}. */
    static String name(String file) {
        return Arrays.stream(file.split("-", -1)).map(ContractSchemas::capital).collect(Collectors.joining());
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Turns references between files into references between components. */
    private static JsonNode pointed(JsonNode node, String file) {
        if (node instanceof ObjectNode object) {
            var reference = object.path("$ref").textValue();
            if (reference != null) {
                object.put("$ref", component(reference, file));
            }
            object.properties().forEach(member -> pointed(member.getValue(), file));
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> pointed(element, file));
        }
        return node;
    }

    private static String component(String reference, String file) {
        int hash = reference.indexOf('#');
        var target = hash < 0 ? reference : reference.substring(0, hash);
        var from = target.isEmpty() ? file : target.substring(0, target.length() - SUFFIX.length());
        var definition = hash < 0 ? "" : capital(reference.substring(reference.lastIndexOf('/') + 1));
        return COMPONENTS + name(from) + definition;
    }

    private static ObjectNode load(String file) {
        try (var in = EventCodec.class.getResourceAsStream(FOLDER + file + SUFFIX)) {
            return FeedJson.mapper().readValue(in, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
