package org.diplofeed.web.document;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createComponents;
import static org.eclipse.microprofile.openapi.OASFactory.createContact;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createInfo;
import static org.eclipse.microprofile.openapi.OASFactory.createLicense;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createServer;
import static org.eclipse.microprofile.openapi.OASFactory.createTag;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.diplofeed.events.FeedJson;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Parts of an OpenAPI document that all services write alike. */
public final class DocumentParts {
    /** As application.properties names what Quarkus generates. */
    private static final String SECURITY = "bearer";

    private static final String DESCRIPTIONS = "openapi-descriptions.json";

    /** What the JDK and Jackson define. */
    private static final Map<String, String> FOREIGN = Map.of(
            "Instant", "A moment: RFC 3339 in UTC, to the microsecond.",
            "DayOfWeek", "A day of the week.",
            "ObjectNode", "A JSON object.",
            "com.fasterxml.jackson.databind.JsonNode", "Any JSON.");

    private static final String PROBLEM = "Problem";
    private static final String UNSUPPORTED_MEDIA_TYPE = "415";

    private DocumentParts() {}

    /**
     * Says what the service is, and what its tags are; those of tags that the resources describe stay. Bearer tokens
     * are asked for where an operation does not say otherwise.
     */
    public static void introduce(OpenAPI api, String title, String description, Map<String, String> tags) {
        api.setInfo(createInfo()
                .title(title)
                .version("1")
                .description(description)
                .contact(createContact().name("diplofeed").url("https://diplofeed.org"))
                .license(createLicense().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0.txt")));
        api.setServers(List.of(createServer().url("/").description("This service.")));
        api.setSecurity(List.of(createSecurityRequirement().addScheme(SECURITY)));
        var all = new TreeMap<>(tags);
        if (api.getTags() != null) {
            api.getTags().forEach(tag -> all.putIfAbsent(tag.getName(), tag.getDescription()));
        }
        api.setTags(all.entrySet().stream()
                .map(tag -> createTag().name(tag.getKey()).description(tag.getValue()))
                .toList());
    }

    /** The document's components, which are there from now on. */
    public static Components components(OpenAPI api) {
        var components = api.getComponents() == null ? createComponents() : api.getComponents();
        api.setComponents(components);
        return components;
    }

    /**
     * Says of the schemas what their types say of themselves, where nothing is said yet: as the service's resource
     * {@code openapi-descriptions.json} has it, which a test writes from the sources.
     */
    public static void describeSchemas(OpenAPI api) {
        var schemas = Objects.requireNonNullElse(components(api).getSchemas(), Map.<String, Schema>of());
        FOREIGN.forEach((name, description) -> {
            var schema = schemas.get(name);
            if (schema != null) {
                describe(schema, description);
            }
        });
        descriptions().properties().forEach(entry -> {
            var schema = schemas.get(entry.getKey());
            if (schema != null) {
                describe(schema, entry.getValue().path("description").asText());
                entry.getValue().path("properties").properties().forEach(property -> {
                    var properties = schema.getProperties();
                    var described = properties == null ? null : properties.get(property.getKey());
                    if (described != null) {
                        describe(described, property.getValue().asText());
                    }
                });
            }
        });
    }

    private static void describe(Schema schema, String description) {
        if (schema.getDescription() == null) {
            schema.setDescription(description);
        }
    }

    private static JsonNode descriptions() {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(DESCRIPTIONS)) {
            return FeedJson.mapper().readTree(Objects.requireNonNull(in, DESCRIPTIONS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an answer that is a problem for each status, for {@link #problem} to refer to. */
    public static void addProblems(OpenAPI api, Map<String, String> descriptions) {
        var components = components(api);
        descriptions.forEach((status, description) -> components.addResponse(
                PROBLEM + status,
                createAPIResponse()
                        .description(description)
                        .content(createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE, createMediaType().schema(schema(PROBLEM))))));
        var mediaType = components.getResponses().get(PROBLEM + UNSUPPORTED_MEDIA_TYPE);
        if (mediaType != null) {
            mediaType.addHeader("Accept", header("What is read here.", "application/json"));
        }
    }

    /** The answer of that status which {@link #addProblems} added. */
    public static APIResponse problem(String status) {
        return createAPIResponse().ref("#/components/responses/" + PROBLEM + status);
    }

    /**
     * Says of each operation which role may call it. Roles of bearer tokens are no scopes that OpenAPI would define,
     * and one of them is enough where a list of scopes would ask for all, so they stand in an extension and in the
     * description.
     */
    public static void sayWhoMayCall(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> operation.getSecurity() != null)
                .forEach(DocumentParts::sayWhoMayCall);
    }

    private static void sayWhoMayCall(Operation operation) {
        var roles = operation.getSecurity().stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        if (roles.isEmpty()) {
            return;
        }
        operation.addExtension("x-roles", roles);
        operation.setDescription(operation.getDescription() + " Role: " + String.join(" or ", roles) + ".");
        operation.setSecurity(List.of(createSecurityRequirement().addScheme(SECURITY)));
    }

    /** A header that is text. */
    public static Header header(String description, String example) {
        return createHeader()
                .description(description)
                .schema(createSchema().addType(Schema.SchemaType.STRING))
                .example(example);
    }

    /** A schema of the document, by its name. */
    public static Schema schema(String name) {
        return createSchema().ref("#/components/schemas/" + name);
    }

    /**
     * An example that stands beside the service's classes, under {@code /examples}.
     *
     * @throws UncheckedIOException if there is none of that name
     */
    public static Object example(Class<?> service, String name) {
        try (var in = service.getResourceAsStream("/examples/" + name + ".json")) {
            if (in == null) {
                throw new IOException("no example of " + name);
            }
            return FeedJson.mapper().readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
