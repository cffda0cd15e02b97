package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.diplofeed.alert.match.AlertKind;
import org.diplofeed.alert.subscription.Found;
import org.diplofeed.alert.subscription.Page;
import org.diplofeed.alert.subscription.PageQuery;
import org.diplofeed.alert.subscription.Tenant;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/alerts")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "alerts", description = "What a newsroom was told, whole.")
class AlertResource {
    private final AlertStore store;
    private final Tenant tenant;

    AlertResource(AlertStore store, Tenant tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    @GET
    @Operation(
            operationId = "listAlerts",
            summary = "List what the newsroom was told",
            description =
                    "Newest first, with both positions, evidence and why it fired. A stream that begins at lastEventId leaves no "
                            + "hole after this answer.")
    @APIResponse(
            responseCode = "200",
            description = "A page of alerts.",
            content = @Content(schema = @Schema(ref = "AlertPage")))
    public Uni<RestResponse<Page<ObjectNode>>> list(
            @RestQuery @Nullable String subscription,
            @RestQuery @Nullable String holder,
            @RestQuery @Nullable String issue,
            @RestQuery @Nullable AlertKind kind,
            @BeanParam PageQuery page) {
        var restrictions = new LinkedHashMap<String, String>();
        restrict(restrictions, "subscriptionId", subscription);
        restrict(restrictions, "holder", holder);
        restrict(restrictions, "issueId", issue);
        restrict(restrictions, "kind", kind == null ? null : kind.name());
        String owner = tenant.id();
        int toRead = page.toRead();
        // The newest first: what is told in between is in the answer and in the stream, and so in neither's hole.
        return store.newest(owner, subscription)
                .chain(newest -> store.list(owner, restrictions, page.after(), toRead)
                        .map(read -> page.answer(
                                Page.of(read, toRead - 1, AlertResource::id).streamedAfter(newest))));
    }

    private static String id(ObjectNode alert) {
        return alert.path("alertId").asText();
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getAlert",
            summary = "Read an alert",
            description = "As it was sent, and what became of it.")
    @APIResponse(responseCode = "200", description = "The alert.", content = @Content(schema = @Schema(ref = "Alert")))
    @APIResponse(
            responseCode = "404",
            description = "The newsroom has no such alert.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<ObjectNode> get(@RestPath String id) {
        return store.find(tenant.id(), id).map(alert -> Found.required(alert, "alert"));
    }

    private static void restrict(Map<String, String> restrictions, String property, @Nullable String value) {
        if (value != null) {
            restrictions.put(property, value);
        }
    }
}
