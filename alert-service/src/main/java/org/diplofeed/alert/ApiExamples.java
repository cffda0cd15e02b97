package org.diplofeed.alert;

import static org.eclipse.microprofile.openapi.OASFactory.createExample;

import java.util.Map;
import java.util.TreeMap;
import org.diplofeed.events.FeedJson;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/** Puts what was once sent and answered beside the operations that it was sent to and answered by. */
final class ApiExamples {
    private static final String SAMPLE = "sample";

    /** By operation and status: a body that the service answered. */
    private static final Map<String, String> ANSWERS = new TreeMap<>(Map.ofEntries(
            Map.entry("createSubscription", "201"),
            Map.entry("listSubscriptions", "200"),
            Map.entry("getSubscription", "200"),
            Map.entry("changeSubscription", "200"),
            Map.entry("challengeSubscription", "202"),
            Map.entry("sendTestEvent", "202"),
            Map.entry("rotateKey", "201"),
            Map.entry("getKeySet", "200"),
            Map.entry("openFeed", "201"),
            Map.entry("getJsonFeed", "200"),
            Map.entry("getChainEnd", "200"),
            Map.entry("previewFilter", "200"),
            Map.entry("explainAlert", "200"),
            Map.entry("listAlerts", "200"),
            Map.entry("getAlert", "200"),
            Map.entry("listDeliveries", "200"),
            Map.entry("getDelivery", "200"),
            Map.entry("redeliver", "202"),
            Map.entry("redeliverSince", "202"),
            Map.entry("getOperation", "200"),
            Map.entry("cancelOperation", "200"),
            Map.entry("startRehearsal", "202"),
            Map.entry("getRehearsal", "200"),
            Map.entry("listRehearsals", "200"),
            Map.entry("cancelRehearsal", "200")));

    /** By operation: what its 200 says, which only counts. */
    private static final Map<String, Map<String, Object>> COUNTS =
            Map.of("redeliverSince", Map.of("count", 12), "startRehearsal", Map.of("events", 118));

    /** A body that was sent to the operation. */
    private static final Map<String, String> REQUESTS = new TreeMap<>(Map.of(
            "createSubscription", "createSubscription.request",
            "changeSubscription", "changeSubscription.request",
            "rotateKey", "rotateKey.request",
            "previewFilter", "previewFilter.request",
            "redeliverSince", "redeliverSince.request",
            "startRehearsal", "startRehearsal.request"));

    /** What a subscription's target was sent. */
    private static final Map<String, String> WEBHOOKS = new TreeMap<>(Map.of(
            "issued", "receiveAlert.issued",
            "withdrawn", "receiveAlert.withdrawn",
            "digest", "receiveAlert.digest",
            "rehearsed", "receiveAlert.rehearsed",
            "test", "receiveAlert.test"));

    private ApiExamples() {}

    static void addTo(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiExamples::addTo);
        api.getWebhooks().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(webhook -> WEBHOOKS.forEach(
                        (name, file) -> add(webhook.getRequestBody().getContent(), name, file)));
    }

    private static void addTo(Operation operation) {
        var id = operation.getOperationId();
        var status = ANSWERS.get(id);
        if (status != null) {
            add(operation.getResponses().getAPIResponse(status).getContent(), SAMPLE, id);
        }
        var count = COUNTS.get(id);
        if (count != null) {
            operation
                    .getResponses()
                    .getAPIResponse("200")
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(type -> type.addExample(SAMPLE, createExample().value(count)));
        }
        if (id.equals("exportAlerts")) {
            // The last line alone, which is all of it where nothing was told.
            var end = Map.of("chainEnd", DocumentParts.example(ApiDocument.class, "getChainEnd"));
            var line = FeedJson.mapper().valueToTree(end) + "\n";
            operation
                    .getResponses()
                    .getAPIResponse("200")
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(type -> type.addExample(SAMPLE, createExample().value(line)));
        }
        var request = REQUESTS.get(id);
        if (request != null) {
            add(operation.getRequestBody().getContent(), SAMPLE, request);
        }
    }

    private static void add(Content content, String name, String file) {
        content.getMediaTypes()
                .values()
                .forEach(type ->
                        type.addExample(name, createExample().value(DocumentParts.example(ApiDocument.class, file))));
    }
}
