package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.diplofeed.timeline.answer.Definition.Kind;
import org.diplofeed.timeline.claim.ClaimView;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Claims, as the statements that stand have them. */
@Path("/v1/claims")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "claims", description = "What sides say of facts, never which of them is right.")
class ClaimResource {
    private final ReadModel model;

    ClaimResource(ReadModel model) {
        this.model = model;
    }

    /** One claim; its definition is null where it was only ever spoken of. */
    public record Answer(
            ClaimView claim,
            @Nullable JsonNode defined,
            @JsonUnwrapped Basis basis) implements Answered {}

    @GET
    @Operation(
            operationId = "listClaims",
            summary = "Claims",
            description = "Claims that were spoken of, as they stood at both clocks, by id.")
    @APIResponse(responseCode = "200", description = "A page of claims.")
    public Uni<Page<JsonNode>> claims(@BeanParam ClaimFilter filter) {
        return model.at(filter, Subject.of(filter.disputedBy), snapshot -> new ClaimLists(snapshot).page(filter));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getClaim",
            summary = "One claim",
            description = "A claim with the latest word of each side that was known and had been said by then.")
    @APIResponse(responseCode = "200", description = "The claim.")
    @APIResponse(responseCode = "404", description = "No such claim was known.")
    public Uni<Answer> claim(@PathParam("id") String id, @BeanParam Clocks clocks) {
        return model.at(
                clocks,
                Subject.of(id),
                snapshot -> Names.of(snapshot, List.of(id))
                        .chain(names -> new ClaimLists(snapshot)
                                .derive(List.of(id))
                                .map(claims -> {
                                    var view = claims.get(id);
                                    if (view == null && !names.knows(Kind.CLAIM, id)) {
                                        throw new ProblemException(NOT_FOUND, "No claim of this id was known.");
                                    }
                                    return new Answer(
                                            view != null ? view : ClaimView.derive(id, List.of(), false),
                                            names.knows(Kind.CLAIM, id) ? names.of(Kind.CLAIM, id) : null,
                                            snapshot.basis());
                                })));
    }
}
