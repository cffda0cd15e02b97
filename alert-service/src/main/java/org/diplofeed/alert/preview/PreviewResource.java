package org.diplofeed.alert.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.subscription.FilterRules;
import org.diplofeed.alert.subscription.SubscriptionStore;
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
import org.jspecify.annotations.Nullable;

@Path("/v1/previews")
@RolesAllowed("newsroom")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "subscriptions")
class PreviewResource {
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_DAYS = 36_500;

    private final History history;
    private final SubscriptionStore subscriptions;
    private final Clock clock;

    PreviewResource(History history, SubscriptionStore subscriptions, Clock clock) {
        this.history = history;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** The body of a POST: a filter, and how many days back from now; 90 when it does not say. */
    @Schema(name = "PreviewRequest")
    record Body(@Nullable Filter filter, @Nullable Integer days) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewFilter",
            summary = "Try a filter on history",
            description = "What a subscription with this filter would have been told. Keeps and sends nothing.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(
            responseCode = "200",
            description = "How many alerts, and the newest of them.",
            content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(
            responseCode = "422",
            description = "The filter cannot be.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Preview> preview(ObjectNode document) {
        var body = StrictJson.value(document, Body.class);
        var filter = body.filter() == null ? Filter.ANY : body.filter();
        int days = body.days() == null ? DEFAULT_DAYS : body.days();
        var faults = new ArrayList<>(FilterRules.faults(filter));
        if (days < 1 || days > MOST_DAYS) {
            faults.add(new ProblemError("/days", "range", "has to be from 1 to " + MOST_DAYS));
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_DOCUMENT, "The filter cannot be accepted.", faults);
        }
        var from = clock.instant().minus(Duration.ofDays(days));
        return subscriptions
                .unknownNames(filter, List.of())
                .invoke(unknown -> unknown.refuse(document))
                .chain(() -> history.since(from))
                .map(events -> Preview.of(filter, from, events));
    }
}
