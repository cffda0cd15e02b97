package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.EventCodec;
import org.diplofeed.timeline.answer.Definition.Kind;
import org.diplofeed.timeline.claim.ClaimStatus;
import org.diplofeed.timeline.claim.ClaimView;
import org.diplofeed.timeline.claim.Word;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
    public record Answer(ClaimView claim, @Nullable JsonNode defined, AsOf asOf, boolean settled) {}

    @GET
    @Operation(
            operationId = "listClaims",
            summary = "Claims",
            description = "Claims that were spoken of, as they stand now, by id.")
    @APIResponse(responseCode = "200", description = "A page of claims.")
    public Uni<Page<JsonNode>> claims(
            @QueryParam("status") @Nullable ClaimStatus status,
            @Parameter(description = "A side of a disputed claim.") @QueryParam("disputedBy") @Nullable
                    String disputedBy,
            @BeanParam Listing listing) {
        int limit = listing.limit();
        var where = new Where()
                .and("c.status is not null")
                .and("c.status = :status", "status", status == null ? null : status.name())
                .and("c.disputing @> array[cast(:side as text)]", "side", disputedBy)
                .and(
                        "c.claim_id > cast(:after as text) collate \"C\"",
                        "after",
                        listing.cursor == null
                                ? null
                                : Page.place(listing.cursor, 1).getFirst());
        return model.now(snapshot -> snapshot.rows(
                        "select c.claim_id, c.data from claim c" + where.sql() + " order by c.claim_id limit "
                                + (limit + 1),
                        where.parameters())
                .map(rows -> Page.of(
                        snapshot,
                        rows,
                        limit,
                        row -> Names.Json.tree((String) row[1]),
                        row -> List.of((String) row[0]))));
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
                snapshot -> Names.of(snapshot, List.of(id))
                        .chain(names -> snapshot.rows(
                                        """
                        select coalesce(w.ends_at <= %1$s, false), w.word, w.known_to is null or w.known_to > %2$s
                          from claim_word w
                         where w.claim_id = :id and w.valid_from <= %1$s and w.known_from <= %2$s
                        """.formatted(Snapshot.time("validAt"), Snapshot.time("knownAt")),
                                        Map.of(
                                                "id",
                                                id,
                                                "validAt",
                                                snapshot.asOf().validAt().toString()))
                                .map(rows -> {
                                    if (rows.isEmpty() && !names.knows(Kind.CLAIM, id)) {
                                        throw new ProblemException(NOT_FOUND, "No claim of this id was known.");
                                    }
                                    var standing = rows.stream()
                                            .filter(row -> (Boolean) row[2] && !(Boolean) row[0])
                                            .map(row -> EventCodec.value(Names.Json.tree((String) row[1]), Word.class))
                                            .toList();
                                    return new Answer(
                                            ClaimView.derive(id, standing, !rows.isEmpty()),
                                            names.knows(Kind.CLAIM, id) ? names.of(Kind.CLAIM, id) : null,
                                            snapshot.asOf(),
                                            snapshot.settled());
                                })));
    }
}
