package org.diplofeed.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** Checks documents against the schemas, as a service does that accepts them. */
final class SchemaCheck {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                    ids -> ids.mapPrefix(Schemas.ID_PREFIX, "classpath:" + Schemas.RESOURCES)));

    private SchemaCheck() {}

    /** What is wrong with a document, as {@code pointer keyword}, or nothing. */
    static List<String> errors(String schemaId, JsonNode document) {
        return REGISTRY.getSchema(SchemaLocation.of(schemaId)).validate(document).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }
}
