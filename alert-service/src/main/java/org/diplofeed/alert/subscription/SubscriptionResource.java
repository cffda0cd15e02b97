package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.diplofeed.alert.AlertConfig;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.web.EntityTags;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/subscriptions")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "subscriptions", description = "What a newsroom wants to be told, and where.")
class SubscriptionResource {
    private final SubscriptionStore store;
    private final SubscriptionEdits edits;
    private final TargetClient targets;
    private final Tenant tenant;
    private final Vertx vertx;
    private final Clock clock;
    private final AlertConfig config;
    private final Once once;

    SubscriptionResource(
            SubscriptionStore store,
            SubscriptionEdits edits,
            TargetClient targets,
            Tenant tenant,
            Vertx vertx,
            Clock clock,
            AlertConfig config,
            Once once) {
        this.store = store;
        this.edits = edits;
        this.targets = targets;
        this.tenant = tenant;
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
        this.once = once;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createSubscription",
            summary = "Subscribe",
            description =
                    "Keeps the subscription, pending, and asks its target for consent: GET url?challenge=… has to "
                            + "answer 2xx with the challenge as its body, and a mail has to be confirmed. The secret is shown in this answer and never again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionDraft.Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "Kept; Location names it.",
            content = @Content(schema = @Schema(implementation = Subscription.class)))
    @APIResponse(
            responseCode = "422",
            description = "Something in it cannot be, such as an actor that nobody has defined or a forbidden target.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> create(@RestHeader(Once.HEADER) @Nullable String key, ObjectNode body) {
        String owner = tenant.id();
        return once.run(owner, key, "subscriptions", body, () -> created(owner, body));
    }

    private Uni<Response> created(String owner, ObjectNode body) {
        var draft = SubscriptionDraft.read(body);
        return store.unknownNames(draft.filter(), draft.timing().mutes())
                .invoke(unknown -> unknown.refuse(body))
                .chain(() -> isForbidden(draft))
                .invoke(SubscriptionResource::refuseForbidden)
                .chain(() -> store.create(owner, draft, clock.instant()))
                .map(made -> Response.created(URI.create("/v1/subscriptions/" + made.subscriptionId()))
                        .tag(tag(made))
                        .entity(made)
                        .build());
    }

    @GET
    @Operation(
            operationId = "listSubscriptions",
            summary = "List the newsroom's subscriptions",
            description = "In the order in which they were made.")
    @APIResponse(responseCode = "200", description = "A page of them.")
    public Uni<RestResponse<Page<Subscription>>> list(@BeanParam PageQuery page) {
        return store.list(tenant.id(), page.after(), page.toRead())
                .map(read -> page.answer(read, Subscription::subscriptionId));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getSubscription", summary = "Read a subscription", description = "Without its secret.")
    @APIResponse(
            responseCode = "200",
            description = "The subscription.",
            content = @Content(schema = @Schema(implementation = Subscription.class)))
    public Uni<Response> get(@RestPath String id) {
        return store.find(tenant.id(), id).map(SubscriptionResource::found);
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Operation(
            operationId = "changeSubscription",
            summary = "Change, pause or resume a subscription",
            description =
                    "A merge patch (RFC 7396). While it is paused or snoozed, or within quiet hours, alerts are collected, and "
                            + "go out in one digest when that ends; what takes back an alert that was sent, and what "
                            + "is at least as urgent as breakThroughUrgency, goes out at once. Another url is "
                            + "asked for its consent first, and gets what was held until then. With If-Match the change is "
                            + "made to that version or not at all.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SubscriptionDraft.Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "The subscription as it is now.",
            content = @Content(schema = @Schema(implementation = Subscription.class)))
    @APIResponse(
            responseCode = "412",
            description = "It has another version by now.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "What would come of it cannot be.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> change(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, ObjectNode patch) {
        String owner = tenant.id();
        var expected = EntityTags.ifMatch(ifMatch);
        return store.find(owner, id)
                .map(SubscriptionResource::required)
                .invoke(before -> {
                    if (expected.isPresent() && expected.getAsLong() != before.version()) {
                        throw SubscriptionEdits.stale();
                    }
                })
                .chain(before -> {
                    var document = SubscriptionPatch.document(before);
                    var changed = SubscriptionPatch.apply(document, patch);
                    return changed.equals(document) ? Uni.createFrom().voidItem() : change(before, changed);
                })
                .chain(() -> store.find(owner, id))
                .map(SubscriptionResource::found);
    }

    private Uni<Void> change(Subscription before, ObjectNode changed) {
        var draft = SubscriptionDraft.read(changed);
        boolean moved = !draft.channel().url().equals(SubscriptionEdits.url(before));
        return store.unknownNames(draft.filter(), draft.timing().mutes())
                .invoke(unknown -> unknown.refuse(changed))
                .chain(() -> moved ? isForbidden(draft) : Uni.createFrom().item(false))
                .invoke(SubscriptionResource::refuseForbidden)
                .chain(() -> edits.apply(before, draft, clock.instant()));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteSubscription",
            summary = "Unsubscribe",
            description = "Removes the subscription, its alerts, deliveries and secrets. Idempotent.")
    @APIResponse(responseCode = "204", description = "It is not there, any more or ever.")
    public Uni<Response> delete(@RestPath String id) {
        return store.delete(tenant.id(), id)
                .replaceWith(() -> Response.noContent().build());
    }

    @POST
    @Path("{id}/challenge")
    @Operation(
            operationId = "challengeSubscription",
            summary = "Ask the target for consent again",
            description =
                    "For a target that has not met its challenge yet, or a subscription that was disabled: when the "
                            + "target meets this one, the subscription is active and what was held goes out.")
    @APIResponse(
            responseCode = "202",
            description = "The target is asked; the subscription says what came of it.",
            content = @Content(schema = @Schema(implementation = Subscription.class)))
    public Uni<Response> challenge(@RestPath String id) {
        String owner = tenant.id();
        return store.find(owner, id)
                .invoke(found -> requireTarget(required(found)))
                .chain(() -> store.challenge(owner, id, clock.instant()))
                .map(asked -> Response.accepted(required(asked)).build());
    }

    @POST
    @Path("{id}/test-events")
    @Operation(
            operationId = "sendTestEvent",
            summary = "Send a test event",
            description = "A signed webhook of type subscription.test; tried once. Needs the target's consent.")
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location names its delivery.",
            content = @Content(schema = @Schema(implementation = TestEvent.class)))
    @APIResponse(
            responseCode = "409",
            description = "The subscription is not active.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> test(@RestPath String id, @RestHeader(Once.HEADER) @Nullable String key) {
        String owner = tenant.id();
        return once.run(owner, key, "test-events " + id, NullNode.getInstance(), () -> tested(owner, id));
    }

    /** A test event that is on its way. */
    record TestEvent(String deliveryId) {}

    private Uni<Response> tested(String owner, String id) {
        return store.find(owner, id)
                .invoke(found -> requireActive(required(found)))
                .chain(() -> store.test(id, clock.instant()))
                .map(delivery -> Response.accepted(new TestEvent(delivery))
                        .location(URI.create("/v1/deliveries/" + delivery))
                        .build());
    }

    private Uni<Boolean> isForbidden(SubscriptionDraft draft) {
        requireMail(draft.channel());
        if (!(draft.channel() instanceof ChannelDraft.Webhook webhook)) {
            return Uni.createFrom().item(false);
        }
        // Blocks on the resolver; comes back on this request's own context, where the session lives.
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> targets.isForbidden(webhook.target()), false)
                        .toCompletionStage());
    }

    private void requireMail(ChannelDraft channel) {
        if (channel instanceof ChannelDraft.Email && config.mail().from().isEmpty()) {
            throw new ProblemException(
                    ProblemType.RULE_BROKEN,
                    "This service sends no mail.",
                    List.of(new ProblemError("/channel/type", "unavailable", "no mail is sent here")));
        }
    }

    private static void refuseForbidden(boolean forbidden) {
        if (forbidden) {
            throw new ProblemException(
                    ProblemType.RULE_BROKEN,
                    "The target is none that webhooks may be sent to.",
                    List.of(new ProblemError(
                            "/channel/url", "target_forbidden", "is not, or does not resolve to, a public address")));
        }
    }

    private static void requireTarget(Subscription subscription) {
        if (subscription.channel().type().equals("pull")) {
            throw new ProblemException(ProblemType.CONFLICT, "Nothing is sent to a pull channel.");
        }
    }

    private static void requireActive(Subscription subscription) {
        requireTarget(subscription);
        if (subscription.status() != Subscription.Status.ACTIVE) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "The subscription is not active: its target has to meet a challenge first.");
        }
    }

    private static Response found(@Nullable Subscription subscription) {
        var there = required(subscription);
        return Response.ok(there).tag(tag(there)).build();
    }

    private static Subscription required(@Nullable Subscription subscription) {
        return Found.required(subscription, "subscription");
    }

    private static String tag(Subscription subscription) {
        // JAX-RS adds the quotes.
        return EntityTags.of(subscription.version()).replace("\"", "");
    }
}
