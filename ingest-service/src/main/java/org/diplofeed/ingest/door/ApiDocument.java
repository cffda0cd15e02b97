package org.diplofeed.ingest.door;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;
import static org.eclipse.microprofile.openapi.OASFactory.createSecurityScheme;
import static org.eclipse.microprofile.openapi.OASFactory.createServer;
import static org.eclipse.microprofile.openapi.OASFactory.createTag;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.FeedJson;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI document that is generated from the resources: the contract's schemas and real examples for
 * bodies, the answers that every operation can give, who may call.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String SECURITY = "bearer";
    private static final Map<String, String> BODIES = bodies();
    private static final Map<String, String> TAGS = Map.of(
            "statements", "Putting statements on the record, correcting, retracting and reading them back.",
            "meeting-reports", "Putting meeting reports on the record, correcting, retracting and reading them back.",
            "links", "Linking duplicates.",
            "actors", "Defining those who speak, hold positions or meet.",
            "issues", "Defining what positions are about.",
            "claims", "Defining propositions of fact.",
            "events", "CloudEvents: one, a batch, or a stream of lines.",
            "refusals", "Who was refused what, for operators.");
    private static final Map<String, String> PROBLEMS = problems();

    private static Map<String, String> bodies() {
        return Map.ofEntries(
                Map.entry("putActor", "actor"),
                Map.entry("defineActor", "actor"),
                Map.entry("putIssue", "issue"),
                Map.entry("defineIssue", "issue"),
                Map.entry("putClaim", "claim"),
                Map.entry("defineClaim", "claim"),
                Map.entry("recordStatement", "statement"),
                Map.entry("reportMeeting", "meeting-report"),
                Map.entry("correctStatement", "correction"),
                Map.entry("correctMeetingReport", "correction"),
                Map.entry("retractStatement", "retraction"),
                Map.entry("retractMeetingReport", "retraction"),
                Map.entry("linkRecords", "link"),
                Map.entry("putEvent", "cloudevent"));
    }

    private static Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        problems.put("400", "The request cannot be read.");
        problems.put("401", "No token, or one that is not valid now.");
        problems.put("403", "The token's roles do not allow this.");
        problems.put("404", "Nothing is on record under this id.");
        problems.put("406", "What Accept asks for is not produced here.");
        problems.put("409", "The record's state, or an id that is taken, does not allow this.");
        problems.put("412", "If-Match names another version than the present one.");
        problems.put("413", "The body is too large.");
        problems.put("415", "The Content-Type is none that is read here.");
        problems.put("422", "The document breaks its schema or a rule; errors has all faults.");
        problems.put("503", "Not possible at the moment; Retry-After says when to try again.");
        return problems;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        ContractSchemas.read().forEach(components::addSchema);
        PROBLEMS.forEach((status, description) -> components.addResponse("Problem" + status, problem(description)));
        components.addSecurityScheme(
                SECURITY,
                createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A JWT of an OIDC issuer that is trusted here; its groups are roles."));
        api.setSecurity(List.of(createSecurityRequirement().addScheme(SECURITY)));
        api.setServers(List.of(createServer().url("/").description("This service.")));
        api.setTags(TAGS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> createTag().name(tag.getKey()).description(tag.getValue()))
                .toList());
        api.setInfo(OASFactory.createInfo()
                .title("diplofeed ingest")
                .version("1")
                .description("Puts statements, meeting reports and definitions on the diplomatic feed.")
                .contact(OASFactory.createContact().name("diplofeed").url("https://diplofeed.org"))
                .license(OASFactory.createLicense()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0.txt")));
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDocument::complete);
    }

    private static void complete(Operation operation) {
        var schema = BODIES.get(operation.getOperationId());
        var written = operation.getRequestBody() != null;
        if (schema != null) {
            var type = schema.equals("cloudevent") ? "application/cloudevents+json" : "application/json";
            operation.setRequestBody(createRequestBody()
                    .required(true)
                    .content(createContent()
                            .addMediaType(
                                    type,
                                    createMediaType()
                                            .schema(reference(ContractSchemas.name(schema)))
                                            .addExample(
                                                    "sample", createExample().value(example(schema))))));
        }
        PROBLEMS.keySet().stream()
                .filter(status ->
                        written || List.of("400", "401", "403", "404", "406").contains(status))
                .forEach(status -> operation
                        .getResponses()
                        .addAPIResponse(status, createAPIResponse().ref("#/components/responses/Problem" + status)));
        if (schema != null) {
            answers(operation);
        }
    }

    private static void answers(Operation operation) {
        var responses = operation.getResponses();
        responses.removeAPIResponse("200");
        responses.addAPIResponse("201", receipt("On the record; Location names it."));
        responses.addAPIResponse("200", receipt("It stood so already, or an earlier definition was replaced."));
    }

    private static APIResponse receipt(String description) {
        return createAPIResponse()
                .description(description)
                .addHeader("ETag", header("The version, for If-Match."))
                .addHeader("Location", header("Where it can be read back."))
                .addHeader("Feed-Token", header("What a reader gives as If-Fresh to wait for it."))
                .addHeader("Idempotent-Replayed", header("true, where the answer is that of the first time."))
                .content(createContent()
                        .addMediaType("application/json", createMediaType().schema(reference("Receipt"))));
    }

    private static Header header(String description) {
        return createHeader().description(description).schema(createSchema().addType(Schema.SchemaType.STRING));
    }

    private static APIResponse problem(String description) {
        return createAPIResponse()
                .description(description)
                .content(createContent()
                        .addMediaType(Problem.MEDIA_TYPE, createMediaType().schema(reference("Problem"))));
    }

    private static Schema reference(String name) {
        return createSchema().ref("#/components/schemas/" + name);
    }

    private static Object example(String name) {
        try (var in = ApiDocument.class.getResourceAsStream("/examples/" + name + ".json")) {
            return FeedJson.mapper().readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
