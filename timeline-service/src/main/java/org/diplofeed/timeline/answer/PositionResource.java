package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.diplofeed.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One position, as it stood at the clocks that are asked for. */
@Path("/v1/positions/{holder}/{issue}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "positions", description = "What actors hold on issues, and why.")
@APIResponse(
        responseCode = "404",
        description = "No such actor or issue was known.",
        content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
class PositionResource {
    private final PositionQueries queries;

    PositionResource(PositionQueries queries) {
        this.queries = queries;
    }

    @GET
    @Operation(
            operationId = "getPosition",
            summary = "One position with its evidence",
            description = "What a holder holds on an issue, each piece of evidence with its points and its class, the"
                    + " open candidate, and what weighs nothing beside it. `position` is null where nothing is held.")
    @APIResponse(
            responseCode = "200",
            description = "The position, or null.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PositionAnswer.class)))
    public Uni<PositionAnswer> position(@BeanParam PositionQuestion asked) {
        return queries.position(asked.key(), asked);
    }

    @GET
    @Path("/history")
    @Operation(
            operationId = "getPositionHistory",
            summary = "What was held over time",
            description = "Each time that the position became another, the earliest first.")
    @APIResponse(
            responseCode = "200",
            description = "The turns.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = HistoryAnswer.class)))
    public Uni<HistoryAnswer> history(@BeanParam PositionQuestion asked) {
        return queries.steps(
                asked.key(),
                asked,
                (snapshot, fold) -> new HistoryAnswer(
                        asked.holder, asked.issue, HistoryAnswer.turns(fold, snapshot.rules()), snapshot.basis()));
    }

    @GET
    @Path("/explanation")
    @Operation(
            operationId = "explainPosition",
            summary = "Why the position is what it is",
            description = "What each assertion did to the position, in order of valid time, structured and in words.")
    @APIResponse(
            responseCode = "200",
            description = "The steps.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ExplanationAnswer.class)))
    public Uni<ExplanationAnswer> explanation(@BeanParam PositionQuestion asked) {
        return queries.steps(
                asked.key(),
                asked,
                (snapshot, fold) -> new ExplanationAnswer(
                        asked.holder, asked.issue, ExplanationAnswer.told(fold, snapshot.rules()), snapshot.basis()));
    }
}
