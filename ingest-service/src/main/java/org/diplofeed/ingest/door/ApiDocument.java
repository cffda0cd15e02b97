package org.diplofeed.ingest.door;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.web.document.DocumentParts.header;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.diplofeed.events.FeedJson;
import org.diplofeed.web.Problem;
import org.diplofeed.web.document.AdminExamples;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document that is generated from the resources: the contract's schemas and real examples for
 * bodies, the answers that every operation can give, who may call.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    static final Map<String, Object> RECEIPT = ordered(
            "id", "st.nato.z01",
            "stream", "statement/st.nato.z01",
            "version", 1,
            "recordedtime", "2025-12-02T10:00:00.000001Z");

    private static final String JSON = "application/json";
    private static final String EVENTS = "/v1/events";
    private static final String CHECKS = "/v1/event-checks";

    /** Which schema and example the body of an operation has. */
    private static final Map<String, String> BODIES = Map.ofEntries(
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
            Map.entry("retractStatement", "retraction-request"),
            Map.entry("retractMeetingReport", "retraction-request"),
            Map.entry("linkRecords", "link"));

    private static final Map<String, String> TAGS = Map.of(
            "statements", "Putting statements on the record, correcting, retracting and reading them back.",
            "meeting-reports", "Putting meeting reports on the record, correcting, retracting and reading them back.",
            "links", "Linking duplicates.",
            "actors", "Defining those who speak, hold positions or meet.",
            "issues", "Defining what positions are about.",
            "claims", "Defining propositions of fact.",
            "events", "CloudEvents: one, a batch, or a stream of lines.",
            "refusals", "Who was refused what, for operators.",
            "admin", "What operators see and do.");

    private static final Map<String, String> PARAMETERS = Map.of(
            "id", "The id that it was put on the record under.",
            "Idempotency-Key",
                    "Your own name for this request, 1 to 255 visible ASCII characters: sent again with the "
                            + "same content it is answered as the first time (draft-ietf-httpapi-idempotency-key-header).",
            "If-Match", "The ETag of the version that you have seen; 412 if it is not the present one.",
            "If-None-Match", "The ETag of the version that you have; 304 if it is the present one.");

    private static final Map<String, String> PROBLEMS = problems();

    /** Those that may come of somebody else's change. */
    private static final Set<String> VERSIONED = Set.of("409", "412");

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
        return problems;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DocumentParts.introduce(
                api,
                "diplofeed ingest",
                "Puts statements, meeting reports and definitions on the diplomatic feed.",
                TAGS);
        DocumentParts.addProblems(api, PROBLEMS);
        var components = DocumentParts.components(api);
        VERSIONED.forEach(
                status -> addVersion(requireNonNull(components.getResponses().get("Problem" + status), status)));
        ContractSchemas.read().forEach(components::addSchema);
        components.removeSchema("StreamingOutput");
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
        DocumentParts.sayWhoMayCall(api);
        DocumentParts.describeSchemas(api);
        AdminExamples.addTo(api);
    }

    private static void complete(String path, Operation operation) {
        boolean written = operation.getRequestBody() != null;
        var schema = BODIES.get(operation.getOperationId());
        if (path.equals(EVENTS)) {
            EventsDocument.describe(operation);
        } else if (path.equals(CHECKS)) {
            EventsDocument.describeCheck(operation);
        } else if (schema != null) {
            body(operation, schema);
            operation.getResponses().addAPIResponse("201", receipt("On the record; Location names it."));
            operation
                    .getResponses()
                    .addAPIResponse("200", receipt("It stood so already, or an earlier definition was replaced."));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDocument::complete);
        }
        boolean named = path.contains("{id}");
        PROBLEMS.forEach((status, _) -> {
            if (canBe(status, written, named)) {
                operation.getResponses().addAPIResponse(status, DocumentParts.problem(status));
            }
        });
        if (named && !written) {
            readBack(operation);
        }
    }

    private static boolean canBe(String status, boolean written, boolean named) {
        return switch (status) {
            case "400", "401", "403", "406" -> true;
            case "404" -> named;
            default -> written;
        };
    }

    private static void complete(Parameter parameter) {
        var description = PARAMETERS.get(parameter.getName());
        if (description != null) {
            parameter.setDescription(description);
        }
    }

    private static void body(Operation operation, String schema) {
        operation.setRequestBody(createRequestBody()
                .required(true)
                .description("The document; the schema is closed, so what it does not know is refused by name.")
                .content(createContent()
                        .addMediaType(
                                JSON,
                                createMediaType()
                                        .schema(DocumentParts.schema(ContractSchemas.name(schema)))
                                        .addExample("sample", createExample().value(example(schema))))));
    }

    private static void readBack(Operation operation) {
        operation
                .getResponses()
                .addAPIResponse(
                        "200",
                        createAPIResponse()
                                .description("As it stands, with the events that made it so.")
                                .addHeader("ETag", header("The version, for If-Match and If-None-Match.", "\"1\""))
                                .content(createContent()
                                        .addMediaType(
                                                JSON,
                                                createMediaType()
                                                        .schema(DocumentParts.schema("View"))
                                                        .addExample(
                                                                "sample",
                                                                createExample().value(example("view"))))));
        operation
                .getResponses()
                .addAPIResponse("304", createAPIResponse().description("You have the present version."));
    }

    static APIResponse receipt(String description) {
        return createAPIResponse()
                .description(description)
                .addHeader("ETag", header("The version, for If-Match.", "\"1\""))
                .addHeader("Location", header("Where it can be read back.", "/v1/statements/st.nato.z01"))
                .addHeader(
                        "Feed-Token",
                        header(
                                "What a reader gives as If-Fresh to wait for it; absent while it is under embargo.",
                                "statement/st.nato.z01@1"))
                .addHeader("Idempotent-Replayed", header("true, where the answer is that of the first time.", "true"))
                .content(createContent()
                        .addMediaType(
                                JSON,
                                createMediaType()
                                        .schema(DocumentParts.schema("Receipt"))
                                        .addExample("sample", createExample().value(RECEIPT))));
    }

    /** What stands against the change is often a version: then the problem names it. */
    private static void addVersion(APIResponse problem) {
        var version = createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .format("int64")
                .title("Current version")
                .description("At which version it is, where that is what stands against the change.");
        problem.addHeader("ETag", header("The present version, where the problem names it.", "\"2\""))
                .content(createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                createMediaType()
                                        .schema(createSchema()
                                                .addAllOf(DocumentParts.schema("Problem"))
                                                .addAllOf(createSchema()
                                                        .addType(Schema.SchemaType.OBJECT)
                                                        .addProperty("currentVersion", version)))));
    }

    static Object example(String name) {
        return DocumentParts.example(ApiDocument.class, name);
    }

    static String text(Object example) {
        try {
            return FeedJson.mapper().writeValueAsString(example);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
