package org.diplofeed.alert.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Tenant;
import org.diplofeed.events.FeedJson;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/subscriptions/{id}")
@RolesAllowed("newsroom")
@Blocking
@Tag(name = "subscriptions")
class ChainResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final int PAGE = 200;

    private final ChainStore store;
    private final Tenant tenant;

    ChainResource(ChainStore store, Tenant tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    @GET
    @Path("chain-end")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getChainEnd",
            summary = "Read the signed end of a subscription's chain",
            description =
                    "Sequence and hash of its last alert, signed by its Ed25519 key: keep it, and nobody can shorten or "
                            + "change what you were told up to there without your seeing it.")
    @APIResponse(
            responseCode = "200",
            description = "The end.",
            content = @Content(schema = @Schema(implementation = ChainEnd.class)))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such subscription.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ChainEnd end(@RestPath String id) throws SQLException {
        return required(id);
    }

    @GET
    @Path("export")
    @Produces(NDJSON)
    @Operation(
            operationId = "exportAlerts",
            summary = "Export a subscription's alerts",
            description = "All of them in order, one a line, as they were told, and the signed end as the last line: "
                    + "{\"chainEnd\": …}. `./feed verify-alerts` checks the file.")
    @APIResponse(
            responseCode = "200",
            description = "The lines.",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such subscription.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response export(@RestPath String id) throws SQLException {
        var end = required(id);
        StreamingOutput lines = out -> write(id, end, out);
        return Response.ok(lines, NDJSON)
                .header("Content-Disposition", "attachment; filename=\"" + id + ".ndjson\"")
                .build();
    }

    private void write(String id, ChainEnd end, OutputStream out) throws IOException {
        try {
            long after = 0;
            while (after < end.sequence()) {
                var alerts = store.alerts(id, after, end.sequence(), PAGE);
                if (alerts.isEmpty()) {
                    throw new IOException("the subscription is gone");
                }
                for (ObjectNode alert : alerts) {
                    out.write(FeedJson.mapper().writeValueAsBytes(alert));
                    out.write('\n');
                }
                after = alerts.getLast().path("sequence").asLong();
            }
            var last = FeedJson.mapper().createObjectNode();
            last.set("chainEnd", FeedJson.mapper().valueToTree(end));
            out.write(FeedJson.mapper().writeValueAsBytes(last));
            out.write('\n');
        } catch (SQLException e) {
            // The answer breaks off without its last line, and so is seen to be incomplete.
            throw new IOException("the database failed", e);
        }
    }

    private ChainEnd required(String id) throws SQLException {
        return Found.required(store.end(tenant.id(), id).orElse(null), "subscription");
    }
}
