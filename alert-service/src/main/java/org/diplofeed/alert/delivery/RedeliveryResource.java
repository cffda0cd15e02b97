package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Once;
import org.diplofeed.alert.subscription.Subscription;
import org.diplofeed.alert.subscription.SubscriptionStore;
import org.diplofeed.alert.subscription.Tenant;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/v1/subscriptions/{id}/redeliveries")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
class RedeliveryResource {
    private final RedeliveryQueue queue;
    private final SubscriptionStore subscriptions;
    private final Once once;
    private final Tenant tenant;
    private final Clock clock;

    RedeliveryResource(DataSource database, SubscriptionStore subscriptions, Once once, Tenant tenant, Clock clock) {
        this.queue = new RedeliveryQueue(database);
        this.subscriptions = subscriptions;
        this.once = once;
        this.tenant = tenant;
        this.clock = clock;
    }

    /**
     * Which alerts to send again: one of the two says from where on.
     *
     * @param since alerts that were made then or later
     * @param afterSequence alerts with a higher sequence
     * @param dryRun count alone; true unless it says false
     */
    @Schema(name = "RedeliveryRequest")
    record Body(
            @Nullable Instant since,
            @Nullable Long afterSequence,
            @Nullable Boolean dryRun) {}

    /**
     * What a dry run says.
     *
     * @param count how many alerts would be sent again
     */
    @Schema(name = "RedeliveryCount")
    record Count(long count) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "redeliverSince",
            summary = "Send again what was sent since",
            description =
                    "Since a time, after a sequence, or both; under the same ids. Counts alone unless dryRun is false: "
                            + "look at the count first. What was taken back is not among it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "How many it would be.",
            content = @Content(schema = @Schema(implementation = Count.class)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; Location names the operation.",
            content = @Content(schema = @Schema(implementation = Redelivery.class)))
    @APIResponse(
            responseCode = "409",
            description = "Nothing is sent to a pull channel.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "It says neither since when nor after which.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> redeliver(
            @RestPath String id, @RestHeader(Once.HEADER) @Nullable String key, ObjectNode document) {
        var body = StrictJson.value(document, Body.class);
        if (body.since() == null && body.afterSequence() == null) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    "Say since when, or after which sequence.",
                    List.of(new ProblemError("/since", "required", "is required, unless afterSequence is there")));
        }
        var since = body.since() == null ? Instant.EPOCH : body.since();
        long after = body.afterSequence() == null ? 0 : body.afterSequence();
        String owner = tenant.id();
        var found = subscriptions.find(owner, id).map(RedeliveryResource::sent);
        if (!Boolean.FALSE.equals(body.dryRun())) {
            return found.chain(() -> RedeliveryQueue.blocking(() -> queue.count(id, since, after)))
                    .map(count -> Response.ok(new Count(count)).build());
        }
        return once.run(
                owner,
                key,
                "redeliveries " + id,
                document,
                () -> found.chain(() ->
                                RedeliveryQueue.blocking(() -> queue.begin(owner, id, since, after, clock.instant())))
                        .map(begun -> Response.accepted(begun)
                                .location(URI.create("/v1/operations/" + begun.operationId()))
                                .build()));
    }

    private static Subscription sent(@Nullable Subscription found) {
        var subscription = Found.required(found, "subscription");
        if (subscription.channel().type().equals("pull")) {
            throw new ProblemException(ProblemType.CONFLICT, "Nothing is sent to a pull channel.");
        }
        return subscription;
    }
}
