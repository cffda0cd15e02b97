package org.diplofeed.web.rate;

import static org.diplofeed.web.document.DocumentParts.header;
import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.diplofeed.web.Problem;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Declares the rate limit in the OpenAPI document of each service: 429 and the two fields on every operation. It runs
 * after the services' own filters, whose answers it marks too.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 0)
public class RateLimitDocument implements OASFilter {
    private static final String STATUS = "429";
    private static final String RESPONSE = "Problem" + STATUS;

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var components = DocumentParts.components(api);
        components.addHeader(
                "RateLimit",
                header(
                        "What is left of the quota, and the seconds until all of it is back.",
                        "\"subject\";r=299999;t=1"));
        components.addHeader(
                "RateLimit-Policy",
                header(
                        "Requests (q) in a window of seconds (w), by subject or by address.",
                        "\"subject\";q=300000;w=60"));
        components.addResponse(
                RESPONSE,
                createAPIResponse()
                        .description("The quota is used up; Retry-After says when to try again.")
                        .addHeader(
                                "Retry-After",
                                createHeader()
                                        .description("Seconds to wait.")
                                        .schema(createSchema().addType(SchemaType.INTEGER)))
                        .addHeader("RateLimit", reference("RateLimit"))
                        .addHeader("RateLimit-Policy", reference("RateLimit-Policy"))
                        .content(createContent()
                                .addMediaType(
                                        Problem.MEDIA_TYPE,
                                        createMediaType().schema(DocumentParts.schema("Problem")))));
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().values().stream()
                    .flatMap(path -> path.getOperations().values().stream())
                    .forEach(RateLimitDocument::declare);
        }
    }

    private static void declare(Operation operation) {
        operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .forEach(response -> response.addHeader("RateLimit", reference("RateLimit"))
                        .addHeader("RateLimit-Policy", reference("RateLimit-Policy")));
        operation.getResponses().addAPIResponse(STATUS, DocumentParts.problem(STATUS));
    }

    private static Header reference(String name) {
        return createHeader().ref("#/components/headers/" + name);
    }
}
