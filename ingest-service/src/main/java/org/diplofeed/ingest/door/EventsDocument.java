package org.diplofeed.ingest.door;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createExample;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createRequestBody;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import java.util.List;
import java.util.Map;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Describes {@code POST /v1/events}, which is three resource methods that differ in what they take: OpenAPI has one
 * operation for them.
 */
final class EventsDocument {
    /** The operation that stands for all three. */
    static final String OPERATION = "putEvents";

    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String LINES = "application/x-ndjson";
    private static final String SAMPLE = "sample";

    private EventsDocument() {}

    static void describe(Operation operation) {
        operation.setOperationId(OPERATION);
        operation.setSummary("Put events on the record: one, a batch, or a stream of lines");
        operation.setDescription(
                "CloudEvents 1.0 in JSON. Source and id are unique for ever: the same content again is "
                        + "answered as the first time, another content is a conflict. **One** event is answered by its receipt. "
                        + "Of a **batch**, an array of up to 1 MiB, each event gets a verdict of its own. A **stream** has one "
                        + "event a line and any number of lines; a verdict a line comes back while it is still being sent, so "
                        + "read while you write. A bad event is refused alone; what was cut off can be sent again as a whole.");
        var event = ApiDocument.example("cloudevent");
        operation.setRequestBody(createRequestBody()
                .required(true)
                .description("CloudEvents, by Content-Type one, an array, or one a line.")
                .content(createContent()
                        .addMediaType(
                                ONE,
                                createMediaType()
                                        .schema(DocumentParts.schema("Cloudevent"))
                                        .addExample(SAMPLE, createExample().value(event)))
                        .addMediaType(
                                BATCH,
                                createMediaType()
                                        .schema(createSchema()
                                                .addType(SchemaType.ARRAY)
                                                .items(DocumentParts.schema("Cloudevent")))
                                        .addExample(SAMPLE, createExample().value(List.of(event))))
                        .addMediaType(LINES, lines(event))));
        var verdict = verdict();
        var responses = operation.getResponses();
        responses.addAPIResponse("201", ApiDocument.receipt("One event is on the record, now or since it came first."));
        var receipt = createMediaType()
                .schema(createSchema()
                        .addAnyOf(DocumentParts.schema("Verdicts"))
                        .addAnyOf(DocumentParts.schema("Receipt")))
                .addExample(SAMPLE, createExample().value(Map.of("items", List.of(verdict))));
        responses.addAPIResponse(
                "200",
                createAPIResponse()
                        .description("The verdicts for a batch or a stream; for one event that defines something anew, "
                                + "its receipt.")
                        .content(createContent()
                                .addMediaType("application/json", receipt)
                                .addMediaType(LINES, verdicts(verdict))));
    }

    /** The dry run of a stream. */
    static void describeCheck(Operation operation) {
        operation.setRequestBody(createRequestBody()
                .required(true)
                .description("One CloudEvent a line.")
                .content(createContent().addMediaType(LINES, lines(ApiDocument.example("cloudevent")))));
        operation
                .getResponses()
                .addAPIResponse(
                        "200",
                        createAPIResponse()
                                .description("The verdicts that the events would get.")
                                .content(createContent()
                                        .addMediaType(
                                                LINES,
                                                verdicts(ApiDocument.ordered("line", 1, "verdict", "accepted")))));
    }

    private static Map<String, Object> verdict() {
        return ApiDocument.ordered("line", 1, "verdict", "accepted", "receipt", ApiDocument.RECEIPT);
    }

    private static MediaType lines(Object event) {
        return createMediaType()
                .schema(createSchema().addType(SchemaType.STRING).description("A Cloudevent as JSON a line."))
                .addExample(SAMPLE, createExample().value(ApiDocument.text(event) + "\n"));
    }

    private static MediaType verdicts(Object verdict) {
        return createMediaType()
                .schema(createSchema().addType(SchemaType.STRING).description("A Verdict as JSON a line."))
                .addExample(SAMPLE, createExample().value(ApiDocument.text(verdict) + "\n"));
    }
}
