package org.diplofeed.ingest.door;

import static org.eclipse.microprofile.openapi.OASFactory.createSecurityRequirement;

import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/**
 * Says of each operation which role may call it. Roles of bearer tokens are no scopes that OpenAPI would define, and
 * one of them is enough where a list of scopes would ask for all, so they stand in an extension and in the description.
 */
final class Callers {
    /** As application.properties names what Quarkus generates. */
    private static final String SECURITY = "bearer";

    private Callers() {}

    static void describe(OpenAPI api) {
        api.setSecurity(List.of(createSecurityRequirement().addScheme(SECURITY)));
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(Callers::describe);
    }

    private static void describe(Operation operation) {
        if (operation.getSecurity() == null) {
            return;
        }
        var roles = operation.getSecurity().stream()
                .flatMap(requirement -> requirement.getSchemes().values().stream())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        operation.addExtension("x-roles", roles);
        operation.setDescription(operation.getDescription() + " Role: " + String.join(" or ", roles) + ".");
        operation.setSecurity(List.of(createSecurityRequirement().addScheme(SECURITY)));
    }
}
