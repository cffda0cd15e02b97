package org.diplofeed.web.document;

import static org.eclipse.microprofile.openapi.OASFactory.createExample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.events.FeedJson;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/**
 * Puts what operators sent and were answered once beside their operations: of the operation {@code x} the resources
 * {@code /examples/admin/x.json} and {@code x.request.json}, of this module or of the service.
 */
public final class AdminExamples {
    private static final String LINES = "application/x-ndjson";

    private AdminExamples() {}

    /** Adds them where there are any. */
    public static void addTo(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(AdminExamples::addTo);
    }

    private static void addTo(Operation operation) {
        read(operation.getOperationId())
                .ifPresent(answer -> operation.getResponses().getAPIResponses().forEach((status, response) -> {
                    if (status.startsWith("2") && response.getContent() != null) {
                        add(response.getContent(), answer);
                    }
                }));
        read(operation.getOperationId() + ".request")
                .ifPresent(sent -> add(operation.getRequestBody().getContent(), sent));
    }

    private static void add(Content content, Object example) {
        content.getMediaTypes()
                .forEach((name, type) ->
                        type.addExample("sample", createExample().value(name.equals(LINES) ? line(example) : example)));
    }

    /** Of lines a document is a text. */
    private static String line(Object document) {
        return FeedJson.mapper().valueToTree(document) + "\n";
    }

    private static Optional<Object> read(String name) {
        try (var in = Thread.currentThread()
                .getContextClassLoader()
                .getResourceAsStream("examples/admin/" + name + ".json")) {
            return in == null ? Optional.empty() : Optional.of(FeedJson.mapper().readValue(in, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
