package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/v1/subscriptions/{id}")
@RolesAllowed("newsroom")
@Tag(name = "subscriptions")
class SigningKeyResource {
    private final SigningKeyStore keys;
    private final SubscriptionStore subscriptions;
    private final Tenant tenant;
    private final Clock clock;
    private final Once once;

    SigningKeyResource(SigningKeyStore keys, SubscriptionStore subscriptions, Tenant tenant, Clock clock, Once once) {
        this.keys = keys;
        this.subscriptions = subscriptions;
        this.tenant = tenant;
        this.clock = clock;
        this.once = once;
    }

    @POST
    @Path("keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateKey",
            summary = "Change a signing key",
            description =
                    "Makes a new secret (scheme v1, the default) or a new Ed25519 key (v1a). The older keys of the scheme sign "
                            + "along for the overlap, 24 hours unless it says otherwise. A secret is shown in this answer "
                            + "and never again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = KeyRotation.Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "From now on messages are signed with it, too.",
            content = @Content(schema = @Schema(implementation = KeyRotation.NewKey.class)))
    @APIResponse(
            responseCode = "409",
            description = "Too many older keys sign along already.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "The overlap is longer than 7 days, or the secret is none.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> rotate(@RestPath String id, @RestHeader(Once.HEADER) @Nullable String key, ObjectNode body) {
        String owner = tenant.id();
        return once.run(
                owner,
                key,
                "keys " + id,
                body,
                () -> keys.rotate(owner, id, KeyRotation.read(body), clock.instant())
                        .map(made -> Response.status(Response.Status.CREATED)
                                .entity(made)
                                .build()));
    }

    @GET
    @Path("jwks")
    @Produces(KeySet.MEDIA_TYPE)
    @Operation(
            operationId = "getKeySet",
            summary = "Read the public keys",
            description = "A JSON Web Key Set (RFC 7517) of the Ed25519 keys that sign v1a, the present one first.")
    @APIResponse(
            responseCode = "200",
            description = "The keys.",
            content = @Content(mediaType = KeySet.MEDIA_TYPE, schema = @Schema(implementation = KeySet.class)))
    public Uni<KeySet> jwks(@RestPath String id) {
        return subscriptions
                .find(tenant.id(), id)
                .map(found -> Found.required(found, "subscription"))
                .chain(found -> keys.publicKeys(found.subscriptionId()));
    }
}
