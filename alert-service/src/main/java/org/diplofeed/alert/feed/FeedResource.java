package org.diplofeed.alert.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.alert.AlertConfig;
import org.diplofeed.alert.alerts.AlertStore;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/feeds/{secret}")
@PermitAll
@SecurityRequirementsSet
@Tag(name = "feeds", description = "Alerts for feed readers, at an address that is a secret.")
class FeedResource {
    private static final int ENTRIES = 50;
    private static final int SECONDS_FRESH = 60;

    private final FeedStore feeds;
    private final AlertStore alerts;
    private final String base;

    FeedResource(FeedStore feeds, AlertStore alerts, AlertConfig config) {
        this.feeds = feeds;
        this.alerts = alerts;
        this.base = config.publicUrl();
    }

    @GET
    @Path("atom.xml")
    @Produces(AtomFeed.MEDIA_TYPE)
    @Operation(
            operationId = "getAtomFeed",
            summary = "Read a feed as Atom",
            description = "RFC 4287, the newest 50 alerts; what was taken back is a tombstone (RFC 6721).")
    @APIResponse(
            responseCode = "200",
            description = "The feed.",
            content = @Content(mediaType = AtomFeed.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "410",
            description = "The address was revoked.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> atom(@RestPath String secret, @Context Request request) {
        return feed(
                secret,
                "atom",
                AtomFeed.MEDIA_TYPE,
                request,
                (source, entries) ->
                        AtomFeed.write(source, FeedAddress.at(base, secret).atom(), entries));
    }

    @GET
    @Path("feed.json")
    @Produces(JsonFeed.MEDIA_TYPE)
    @Operation(
            operationId = "getJsonFeed",
            summary = "Read a feed as JSON Feed",
            description = "JSON Feed 1.1, the newest 50 alerts; what was taken back says so.")
    @APIResponse(
            responseCode = "200",
            description = "The feed.",
            content = @Content(mediaType = JsonFeed.MEDIA_TYPE, schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "304", description = "It is the one that If-None-Match names.")
    @APIResponse(
            responseCode = "410",
            description = "The address was revoked.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> json(@RestPath String secret, @Context Request request) {
        return feed(
                secret,
                "json",
                JsonFeed.MEDIA_TYPE,
                request,
                (source, entries) ->
                        JsonFeed.write(source, FeedAddress.at(base, secret).json(), entries));
    }

    private interface Format {
        byte[] write(FeedSource source, List<ObjectNode> entries);
    }

    private Uni<Response> feed(String secret, String name, String mediaType, Request request, Format format) {
        return feeds.find(secret).map(FeedResource::present).chain(source -> {
            var tag = new EntityTag(source.tag(name));
            var unchanged = request.evaluatePreconditions(tag);
            if (unchanged != null) {
                return Uni.createFrom().item(fresh(unchanged.tag(tag)));
            }
            return alerts.list(source.tenant(), Map.of("subscriptionId", source.subscriptionId()), "", ENTRIES)
                    .map(entries -> fresh(Response.ok(format.write(source, entries), mediaType)
                            .tag(tag)
                            .lastModified(Date.from(source.updated()))));
        });
    }

    private static Response fresh(Response.ResponseBuilder answer) {
        var cache = new CacheControl();
        cache.setPrivate(true);
        cache.setMaxAge(SECONDS_FRESH);
        return answer.cacheControl(cache)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private static FeedSource present(Optional<FeedSource> source) {
        var there = Found.required(source.orElse(null), "feed");
        if (there.revoked()) {
            throw new ProblemException(ProblemType.GONE, "The address of this feed was revoked.");
        }
        return there;
    }
}
