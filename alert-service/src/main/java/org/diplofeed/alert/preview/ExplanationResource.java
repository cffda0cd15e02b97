package org.diplofeed.alert.preview;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.SubscriptionStore;
import org.diplofeed.alert.subscription.Tenant;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/subscriptions/{id}/explanations")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "subscriptions")
class ExplanationResource {
    private final History history;
    private final SubscriptionStore subscriptions;
    private final Tenant tenant;

    ExplanationResource(History history, SubscriptionStore subscriptions, Tenant tenant) {
        this.history = history;
        this.subscriptions = subscriptions;
        this.tenant = tenant;
    }

    @GET
    @Operation(
            operationId = "explainAlert",
            summary = "Why an alert did, or did not, go out",
            description = "Holds a shift, or a notice, against the subscription and says which clause kept it back.")
    @APIResponse(
            responseCode = "200",
            description = "Why.",
            content = @Content(schema = @Schema(implementation = Explanation.class)))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such subscription, or nothing is known of that shift.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Explanation> explain(@RestPath String id, @RestQuery @Nullable String shift) {
        if (shift == null || shift.isBlank()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "Say which shift: ?shift=<id>.");
        }
        return subscriptions
                .find(tenant.id(), id)
                .map(subscription -> Found.required(subscription, "subscription"))
                .chain(subscription -> history.told(id, shift)
                        .chain(told -> history.about(shift)
                                .map(events -> Explanation.of(shift, subscription.filter(), events, told)
                                        .orElseThrow(() -> new ProblemException(
                                                ProblemType.NOT_FOUND, "Nothing is known of that shift.")))));
    }
}
