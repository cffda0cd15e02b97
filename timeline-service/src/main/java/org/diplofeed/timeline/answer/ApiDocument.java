package org.diplofeed.timeline.answer;

import static org.diplofeed.web.document.DocumentParts.header;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diplofeed.web.document.AdminExamples;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document that is generated from the resources: real answers as examples, the answers that every
 * operation can give, what is said of path parameters.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String JSON = "application/json";

    /** What the services that read the log have in common, described where it is. */
    private static final String ADMIN = "/v1/admin";

    private static final Map<String, String> TAGS = new TreeMap<>(Map.of(
            "timeline", "Statements and meeting reports in order of valid time.",
            "positions", "What actors hold on issues, and why.",
            "meetings", "Meetings, and which side says what of them.",
            "claims", "What sides say of facts, never which of them is right.",
            "documents", "Documents, which version followed which, and who stands by which.",
            "changes", "What the feed learned between two moments, and what changed by it.",
            "shifts", "Shifts of positions and notices, as they were told.",
            "reference", "Who there is, and what positions are about."));

    private static final Map<String, String> PARAMETERS = Map.of(
            "id", "The id that it was put on the record under.",
            "holder", "The actor whose position it is.",
            "issue", "The issue on which it is held.");

    private static final Map<String, List<String>> NULLABLE = Map.of(
            "PositionAnswer", List.of("position", "candidate"),
            "Turn", List.of("position"),
            "MovedPosition", List.of("before", "after"),
            "MovedMeeting", List.of("before", "after"),
            "MovedClaim", List.of("before", "after"));

    private static final Map<String, String> PROBLEMS = problems();

    private static Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        problems.put("400", "A parameter cannot be read.");
        problems.put("401", "No token, or one that is not valid now.");
        problems.put("403", "The token's roles do not allow this.");
        problems.put("404", "Nothing of this id was known at the question's clocks, or it may not be shown.");
        problems.put("406", "What Accept asks for is not produced here.");
        problems.put("412", "What If-Fresh names has not been read in time; Retry-After says when to ask again.");
        return problems;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DocumentParts.introduce(
                api,
                "diplofeed timeline",
                "Answers who said what, who holds what and who meets whom, on two clocks.",
                TAGS);
        DocumentParts.addProblems(api, PROBLEMS);
        DocumentParts.sayWhoMayCall(api);
        shapes(DocumentParts.components(api));
        DocumentParts.describeSchemas(api);
        AdminExamples.addTo(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> complete(path, operation)));
    }

    private static void complete(String path, Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDocument::complete);
        }
        var responses = operation.getResponses();
        PROBLEMS.keySet().forEach(status -> {
            boolean given = responses.getAPIResponse(status) != null;
            boolean can = switch (status) {
                case "404" -> path.contains("{");
                case "412" -> !path.startsWith(ADMIN);
                default -> true;
            };
            if (can && (!given || status.equals("401") || status.equals("403"))) {
                responses.addAPIResponse(status, DocumentParts.problem(status));
            }
        });
        var answer = responses.getAPIResponse("200");
        if (answer != null && !path.startsWith(ADMIN)) {
            responses.addAPIResponse(
                    "304", createAPIResponse().description("What you have is what would be answered."));
            complete(operation.getOperationId(), answer);
        }
    }

    /**
     * What the generator cannot see: a moment is written as it was told, documents are what they are, and these
     * properties are null, not missing.
     */
    private static void shapes(Components components) {
        components.addSchema(
                "Moment",
                createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .description("An RFC 3339 time in UTC, or a date, as it was told."));
        components.addSchema(
                "JsonNode",
                createSchema()
                        .addType(Schema.SchemaType.OBJECT)
                        .description("A document as it was put on the record, told or derived.")
                        .additionalPropertiesSchema(createSchema().booleanSchema(true)));
        components.removeSchema("JsonNodeType");
        NULLABLE.forEach((name, properties) -> {
            var schema = components.getSchemas().get(name);
            if (schema != null && schema.getProperties() != null) {
                properties.forEach(property -> {
                    var known = schema.getProperties().get(property);
                    if (known != null) {
                        schema.addProperty(
                                property,
                                createSchema()
                                        .anyOf(List.of(known, createSchema().addType(Schema.SchemaType.NULL))));
                    }
                });
            }
        });
    }

    private static void complete(String operationId, APIResponse answer) {
        answer.addHeader("ETag", header("Of what is answered, apart from asOf; for If-None-Match.", "W/\"3kq\""))
                .addHeader(
                        "Cache-Control", header("For ever, of a settled answer to given clocks.", "private, no-cache"))
                .addHeader(
                        Citation.DIGEST,
                        header(
                                "Of a settled answer: the SHA-256 of the JSON before compression.",
                                "sha-256=:RBNvo1=:"));
        if (operationId.startsWith("list")) {
            answer.addHeader("Link", header("The next part, if there is one.", "</v1/claims?cursor=Yw>; rel=\"next\""));
        }
        var content = answer.getContent();
        if (content != null && content.getMediaType(JSON) != null) {
            content.getMediaType(JSON)
                    .addExample("sample", createExample().value(DocumentParts.example(ApiDocument.class, operationId)));
        }
    }

    private static void complete(Parameter parameter) {
        var description = PARAMETERS.get(parameter.getName());
        if (parameter.getIn() == Parameter.In.PATH && description != null) {
            parameter.setDescription(description);
        }
    }
}
