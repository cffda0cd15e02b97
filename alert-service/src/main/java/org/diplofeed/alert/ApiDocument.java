package org.diplofeed.alert;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.web.document.DocumentParts.header;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diplofeed.web.Problem;
import org.diplofeed.web.document.AdminExamples;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document that is generated from the resources: the answers that every operation can give, their
 * headers, who may call, and as examples what the service answered and sent once, as its tests compare it.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
    private static final String ONCE = "Idempotency-Key";
    private static final String ROLES = "x-roles";

    private static final Map<String, String> TAGS = Map.of(
            "alerts", "What a newsroom was told, whole.",
            "deliveries", "What was sent, when, and what the target said.",
            "webhooks", "What is sent to a subscription's target.");

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("id", "The id that an answer gave it."),
            Map.entry("secret", "What makes the address a secret."),
            Map.entry("challenge", "What the link in the mail has."),
            Map.entry("proof", "What the link in the mail has."),
            Map.entry("subscription", "Only of this subscription."),
            Map.entry("holder", "Only of this actor's positions."),
            Map.entry("issue", "Only on this issue."),
            Map.entry(
                    "kind",
                    "Only of this kind: ISSUED, CORRECTED, WITHDRAWN, HISTORY_REVISED, NOTICE_RAISED, NOTICE_CLOSED."),
            Map.entry("shift", "The shift that the question is about."),
            Map.entry("lastEventId", "As Last-Event-ID, for who cannot send headers."),
            Map.entry("Last-Event-ID", "The id of the last event that the reader has, or earliest."),
            Map.entry("If-Match", "The ETag of the version that you have seen; 412 if it is not the present one."),
            Map.entry(
                    ONCE,
                    "Your own name for this request, 1 to 200 visible ASCII characters: sent again with the same content it is "
                            + "answered as the first time (draft-ietf-httpapi-idempotency-key-header)."));

    private static final Map<String, String> PROBLEMS = problems();

    /** What can be asked for again and again, and is answered alike though nothing is there. */
    private static final Set<String> NEVER_MISSING = Set.of("deleteSubscription", "showConfirmation");

    /** Of a subscription. */
    private static final Set<String> REQUIRED = Set.of("name", "channel", "ordered", "paused", "sandbox");

    private static final Map<String, String> LOCATIONS = Map.of(
            "createSubscription", "/v1/subscriptions/sub_01K0VYVSX0AAAAAAAAAAAAAAAA",
            "sendTestEvent", "/v1/deliveries/dl_01K0VYVSX0AAAAAAAAAAAAAAAA",
            "redeliverSince", "/v1/operations/op_01K0VYVSX0AAAAAAAAAAAAAAAA",
            "startRehearsal", "/v1/admin/rehearsals/rh_01K0VYVSX0AAAAAAAAAAAAAAAA");

    private static Map<String, String> problems() {
        var problems = new LinkedHashMap<String, String>();
        problems.put("400", "A part of the request cannot be read.");
        problems.put("401", "No token, or one that is not valid now.");
        problems.put("403", "The token's roles do not allow this, or it has no organisation.");
        problems.put("404", "There is no such thing, or it is another newsroom's.");
        problems.put("406", "What Accept asks for is not produced here.");
        problems.put("409", "Its state does not allow this, or the same request is still being handled.");
        problems.put("413", "The body is too large.");
        problems.put("415", "The Content-Type is none that is read here.");
        problems.put(
                "422", "Something in it cannot be; errors says what and where. Or the key came with another request.");
        return problems;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DocumentParts.introduce(
                api, "diplofeed alert", "Tells newsrooms that asked when a position shifts, and takes it back.", TAGS);
        DocumentParts.addProblems(api, PROBLEMS);
        DocumentParts.sayWhoMayCall(api);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> complete(path, method == HttpMethod.GET, operation)));
        // Of resources that are not there: alert-service has no ledger to export.
        DocumentParts.components(api).removeSchema("Partitions");
        DocumentParts.components(api).removeSchema("Offsets");
        var schemas = DocumentParts.components(api).getSchemas();
        takeBack(requireNonNull(schemas.get("NewSubscription")));
        ApiExamples.addTo(api);
        DocumentParts.describeSchemas(api);
        AdminExamples.addTo(api);
    }

    /** What is not required may be null: in a patch that takes it back. */
    private static void takeBack(Schema subscription) {
        subscription.getProperties().forEach((name, property) -> {
            if (!REQUIRED.contains(name)) {
                subscription.addProperty(
                        name,
                        createSchema().anyOf(List.of(property, createSchema().addType(Schema.SchemaType.NULL))));
            }
        });
    }

    private static void complete(String path, boolean read, Operation operation) {
        boolean asks = false;
        boolean once = false;
        if (operation.getParameters() != null) {
            for (var parameter : operation.getParameters()) {
                describe(parameter);
                asks |= parameter.getIn() != Parameter.In.PATH;
                once |= ONCE.equals(parameter.getName());
            }
        }
        var request = operation.getRequestBody();
        if (request != null) {
            request.setRequired(true);
            request.setDescription("What it does not know is refused by name.");
        }
        for (var status : PROBLEMS.keySet()) {
            if (canBe(status, path, operation, asks, once)) {
                addProblem(operation, status);
            }
        }
        succeed(read, once, operation);
    }

    private static boolean canBe(String status, String path, Operation operation, boolean asks, boolean once) {
        boolean written = operation.getRequestBody() != null;
        boolean given = operation.getResponses().getAPIResponse(status) != null;
        return switch (status) {
            case "400" -> asks || written;
            case "401", "403" ->
                operation.getExtensions() != null && operation.getExtensions().containsKey(ROLES);
            case "404" -> given || (path.contains("{") && !NEVER_MISSING.contains(operation.getOperationId()));
            case "406" -> produces(operation);
            case "413", "415" -> written;
            case "409", "422" -> given || once;
            default -> false;
        };
    }

    private static boolean produces(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .anyMatch(answer ->
                        answer.getKey().startsWith("2") && answer.getValue().getContent() != null);
    }

    /** What an operation says of its own problem stays. */
    private static void addProblem(Operation operation, String status) {
        var given = operation.getResponses().getAPIResponse(status);
        boolean generated = status.equals("400") || status.equals("401") || status.equals("403");
        if (given == null || generated) {
            operation.getResponses().addAPIResponse(status, DocumentParts.problem(status));
        } else if (given.getContent() == null) {
            given.setContent(createContent()
                    .addMediaType(Problem.MEDIA_TYPE, createMediaType().schema(DocumentParts.schema("Problem"))));
        }
    }

    private static void succeed(boolean read, boolean once, Operation operation) {
        var responses = operation.getResponses();
        var id = operation.getOperationId();
        responses.getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("2") && once) {
                answer.addHeader(
                        "Idempotent-Replayed", header("true, where the answer is that of the first time.", "true"));
            }
        });
        var answer = responses.getAPIResponse("200");
        if (read && answer != null && (isDocument(answer) || responses.getAPIResponse("304") != null)) {
            answer.addHeader("ETag", header("Of what is answered, for If-None-Match.", "\"3\""))
                    .addHeader("Cache-Control", header("How long it may be kept.", "private, no-cache"));
            responses.addAPIResponse(
                    "304", createAPIResponse().description("What you have is what would be answered."));
        }
        if (answer != null && id.startsWith("list") && operation.getParameters() != null && hasCursor(operation)) {
            answer.addHeader("Link", header("The next part, if there is one.", "</v1/alerts?cursor=Yw>; rel=\"next\""));
        }
        if (id.equals("createSubscription") || id.equals("changeSubscription")) {
            responses
                    .getAPIResponse(id.equals("createSubscription") ? "201" : "200")
                    .addHeader("ETag", header("The version, for If-Match.", "\"1\""));
        }
        var location = LOCATIONS.get(id);
        if (location != null) {
            responses
                    .getAPIResponse(id.equals("createSubscription") ? "201" : "202")
                    .addHeader("Location", header("Where it can be read.", location));
        }
    }

    private static boolean hasCursor(Operation operation) {
        return operation.getParameters().stream().anyMatch(parameter -> "cursor".equals(parameter.getName()));
    }

    /** What the service writes as JSON in one piece, under whatever name. */
    private static boolean isDocument(APIResponse answer) {
        return answer.getContent() != null
                && answer.getContent().getMediaTypes().keySet().stream()
                        .anyMatch(type -> type.equals("application/json") || type.endsWith("+json"));
    }

    private static void describe(Parameter parameter) {
        var description = PARAMETERS.get(parameter.getName());
        if (description != null && parameter.getDescription() == null) {
            parameter.setDescription(description);
        }
    }
}
