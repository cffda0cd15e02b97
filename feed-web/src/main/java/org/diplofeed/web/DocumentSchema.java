package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.resource.InputStreamSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;

/**
 * The contract's JSON Schema of a kind of document: {@code statement}, {@code meeting-report}, {@code actor} … Safe for
 * many threads.
 */
public final class DocumentSchema {
    private static final String BASE = "https://diplofeed.org/schema/";
    private static final String FOLDER = "/org/diplofeed/events/schema/";
    private static final Map<String, DocumentSchema> KNOWN = new ConcurrentHashMap<>();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .build())
                    .resourceLoaders(loaders -> loaders.add(DocumentSchema::resource)));

    private final CompiledSchema compiled;
    private final Schema schema;

    private DocumentSchema(CompiledSchema compiled, Schema schema) {
        this.compiled = compiled;
        this.schema = schema;
    }

    /**
     * The schema of a kind of document, version 1.
     *
     * @throws IllegalArgumentException if the contract has none of that name
     */
    public static DocumentSchema of(String name) {
        return KNOWN.computeIfAbsent(name, DocumentSchema::load);
    }

    /** All faults of a document, in the document's order where the schema has one; empty for a valid document. */
    public List<ProblemError> check(JsonNode document) {
        return compiled.surelyValid(document) ? List.of() : faults(document);
    }

    /** What the full validation says. */
    List<ProblemError> faults(JsonNode document) {
        return schema.validate(document).stream()
                .map(SchemaFaults::describe)
                .distinct()
                .toList();
    }

    boolean surelyValid(JsonNode document) {
        return compiled.surelyValid(document);
    }

    private static DocumentSchema load(String name) {
        var file = name + ".v1.json";
        if (EventCodec.class.getResource(FOLDER + file) == null) {
            throw new IllegalArgumentException("no schema " + file);
        }
        return new DocumentSchema(
                new CompiledSchema(file, DocumentSchema::read), REGISTRY.getSchema(SchemaLocation.of(BASE + file)));
    }

    private static JsonNode read(String file) {
        try (var in = EventCodec.class.getResourceAsStream(FOLDER + file)) {
            return FeedJson.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds a schema by the last step of its IRI, on the class path alone: nothing is ever fetched. */
    private static InputStreamSource resource(AbsoluteIri iri) {
        var text = iri.toString();
        var file = text.substring(text.lastIndexOf('/') + 1);
        return () -> EventCodec.class.getResourceAsStream(FOLDER + file);
    }
}
