package org.diplofeed.alert.feed;

import com.fasterxml.jackson.databind.node.NullNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.diplofeed.alert.AlertConfig;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Once;
import org.diplofeed.alert.subscription.SubscriptionStore;
import org.diplofeed.alert.subscription.Tenant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/v1/subscriptions/{id}/feed")
@RolesAllowed("newsroom")
@Tag(name = "feeds")
class FeedAddressResource {
    private final FeedStore feeds;
    private final SubscriptionStore subscriptions;
    private final Tenant tenant;
    private final Clock clock;
    private final Once once;
    private final String base;

    FeedAddressResource(
            FeedStore feeds,
            SubscriptionStore subscriptions,
            Tenant tenant,
            Clock clock,
            Once once,
            AlertConfig config) {
        this.feeds = feeds;
        this.subscriptions = subscriptions;
        this.tenant = tenant;
        this.clock = clock;
        this.once = once;
        this.base = config.publicUrl();
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "openFeed",
            summary = "Make the address of a subscription's feed",
            description =
                    "A new one in place of the one before, which is gone from then on. Shown in this answer and never "
                            + "again: whoever knows it can read the feed.")
    @APIResponse(
            responseCode = "201",
            description = "Where the feeds are.",
            content = @Content(schema = @Schema(implementation = FeedAddress.class)))
    public Uni<Response> open(@RestPath String id, @RestHeader(Once.HEADER) @Nullable String key) {
        String owner = tenant.id();
        return once.run(owner, key, "feed " + id, NullNode.getInstance(), () -> opened(owner, id));
    }

    private Uni<Response> opened(String owner, String id) {
        return subscriptions
                .find(owner, id)
                .map(found -> Found.required(found, "subscription"))
                .chain(found -> feeds.open(found.subscriptionId(), clock.instant()))
                .map(secret -> FeedAddress.at(base, secret))
                .map(address -> Response.created(URI.create(address.atom()))
                        .entity(address)
                        .build());
    }

    @DELETE
    @Operation(
            operationId = "revokeFeed",
            summary = "Revoke the address of a subscription's feed",
            description = "Its readers are told that it is gone. Idempotent.")
    @APIResponse(responseCode = "204", description = "There is no address any more.")
    public Uni<Response> revoke(@RestPath String id) {
        return subscriptions
                .find(tenant.id(), id)
                .map(found -> Found.required(found, "subscription"))
                .chain(found -> feeds.revoke(found.subscriptionId(), clock.instant()))
                .replaceWith(() -> Response.noContent().build());
    }
}
