package org.diplofeed.web.database;

import static org.eclipse.microprofile.openapi.OASFactory.createAPIResponse;
import static org.eclipse.microprofile.openapi.OASFactory.createContent;
import static org.eclipse.microprofile.openapi.OASFactory.createHeader;
import static org.eclipse.microprofile.openapi.OASFactory.createMediaType;
import static org.eclipse.microprofile.openapi.OASFactory.createSchema;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.diplofeed.web.Problem;
import org.diplofeed.web.document.DocumentParts;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Declares in the OpenAPI document of each service that every operation may be answered with 503. What an operation
 * says of its own 503 stays. It runs after the services' own filters.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = 0)
public class DatabaseDocument implements OASFilter {
    private static final String STATUS = "503";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DocumentParts.components(api)
                .addResponse(
                        "Problem" + STATUS,
                        createAPIResponse()
                                .description("Not possible at the moment; Retry-After says when to try again.")
                                .addHeader(
                                        "Retry-After",
                                        createHeader()
                                                .description("Seconds to wait.")
                                                .schema(createSchema().addType(SchemaType.INTEGER)))
                                .content(createContent()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE,
                                                createMediaType().schema(DocumentParts.schema("Problem")))));
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().values().stream()
                    .flatMap(path -> path.getOperations().values().stream())
                    .map(operation -> operation.getResponses())
                    .filter(responses -> !responses.hasAPIResponse(STATUS))
                    .forEach(responses -> responses.addAPIResponse(STATUS, DocumentParts.problem(STATUS)));
        }
    }
}
