package org.diplofeed.alert.stream;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.sql.SQLException;
import java.time.Instant;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Tenant;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/alerts/stream")
@RolesAllowed("newsroom")
@Tag(name = "alerts")
class StreamResource {
    private final AlertHub hub;
    private final Tenant tenant;
    private final JsonWebToken token;

    StreamResource(AlertHub hub, Tenant tenant, JsonWebToken token) {
        this.hub = hub;
        this.tenant = tenant;
        this.token = token;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "streamAlerts",
            summary = "Stream alerts as they are made",
            description =
                    "Server-sent events: the id is the alert's, the event its type, the data what a webhook would carry. With "
                            + "Last-Event-ID (a header, or lastEventId in the query) it begins after that alert; with "
                            + "`earliest` at the beginning; without, with what is new. The first event, stream.opened, "
                            + "and the header Last-Event-ID say after which alert it begins: `earliest` though you asked "
                            + "for another means that yours is gone. A reader that does not read is cut off.")
    @APIResponse(
            responseCode = "200",
            description = "The stream. It ends with stream.closed when the token expires.",
            headers =
                    @Header(
                            name = "Last-Event-ID",
                            description = "The alert just before the first one sent, or earliest.",
                            schema = @Schema(implementation = String.class)),
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such subscription.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "There are too many streams.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<OutboundSseEvent> stream(
            @RestQuery @Nullable String subscription,
            @RestQuery @Nullable String lastEventId,
            @RestHeader("Last-Event-ID") @Nullable String lastEventIdHeader,
            @Context HttpServerRequest request)
            throws SQLException {
        String owner = tenant.id();
        if (subscription != null) {
            Found.required(hub.rows().has(owner, subscription) ? subscription : null, "subscription");
        }
        var start = hub.rows().start(owner, subscription, lastEventIdHeader == null ? lastEventId : lastEventIdHeader);
        var reader = new AlertStream.Reader(
                owner,
                subscription,
                Instant.ofEpochSecond(token.getExpirationTime()),
                () -> request.response().reset());
        var stream = hub.open(start, reader)
                .orElseThrow(() -> new ProblemException(ProblemType.UNAVAILABLE, "There are too many streams."));
        request.response()
                .putHeader("Last-Event-ID", start.after())
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom().publisher(stream);
    }
}
