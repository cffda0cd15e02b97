package org.diplofeed.alert.delivery;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Page;
import org.diplofeed.alert.subscription.PageQuery;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/deliveries")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries", description = "What was sent, when, and what the target said.")
class DeliveryResource {
    private final DeliveryStore store;
    private final Tenant tenant;

    DeliveryResource(DeliveryStore store, Tenant tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    @GET
    @Operation(
            operationId = "listDeliveries",
            summary = "List deliveries",
            description = "Newest first, without attempts.")
    @APIResponse(responseCode = "200", description = "A page of deliveries.")
    public Uni<RestResponse<Page<Delivery>>> list(@RestQuery @Nullable String subscription, @BeanParam PageQuery page) {
        return store.list(tenant.id(), subscription, page.after(), page.toRead())
                .map(read -> page.answer(read, Delivery::deliveryId));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDelivery", summary = "Read a delivery", description = "With every attempt.")
    @APIResponse(responseCode = "200", description = "The delivery.")
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such delivery.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Delivery> get(@RestPath String id) {
        return store.find(tenant.id(), id).map(delivery -> Found.required(delivery, "delivery"));
    }

    @POST
    @Path("{id}/redeliveries")
    @Operation(
            operationId = "redeliver",
            summary = "Send a delivery again",
            description = "Under the same webhook-id, from the beginning of the schedule.")
    @APIResponse(
            responseCode = "202",
            description = "Queued.",
            content = @Content(schema = @Schema(implementation = Delivery.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is under way already, or what it carried was taken back.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> redeliver(@RestPath String id) {
        String owner = tenant.id();
        return store.find(owner, id)
                .invoke(delivery -> Found.required(delivery, "delivery"))
                .chain(() -> store.redeliver(id))
                .invoke(DeliveryResource::requireQueued)
                .chain(() -> store.find(owner, id))
                .map(delivery ->
                        Response.accepted(Found.required(delivery, "delivery")).build());
    }

    private static void requireQueued(int queued) {
        if (queued == 0) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "It is under way already, carries no alert, or its alert was taken back.");
        }
    }
}
