package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.PositionStatus;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Positions as they stand now, by holder and issue. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "positions", description = "What actors hold on issues, and why.")
class PositionsResource {
    private final ReadModel model;

    PositionsResource(ReadModel model) {
        this.model = model;
    }

    /**
     * A position without its evidence.
     *
     * @param conditions their keys
     * @param since as it was told
     */
    public record Brief(
            String holder,
            @Nullable String holderName,
            String issueId,
            @Nullable String proposition,
            int stance,
            Firmness firmness,
            List<String> conditions,
            String since,
            PositionStatus status,
            int points) {
        static final String COLUMNS = """
                p.holder, p.issue_id, p.stance, p.firmness, cast(array_to_json(p.conditions) as text), p.since, p.status,
                p.points,
                (select d.data from definition d where d.kind = 'ACTOR' and d.id = p.holder and d.known_to is null),
                (select d.data from definition d where d.kind = 'ISSUE' and d.id = p.issue_id and d.known_to is null)
                """;

        static Brief of(Object[] row) {
            return new Brief(
                    (String) row[0],
                    text(row[8], "name"),
                    (String) row[1],
                    text(row[9], "proposition"),
                    ((Number) row[2]).intValue(),
                    Firmness.valueOf((String) row[3]),
                    Texts.list(row[4]),
                    (String) row[5],
                    PositionStatus.valueOf((String) row[6]),
                    ((Number) row[7]).intValue());
        }

        private static @Nullable String text(@Nullable Object definition, String field) {
            return definition == null
                    ? null
                    : Names.Json.tree((String) definition).path(field).asText(null);
        }
    }

    @GET
    @Path("/positions")
    @Operation(
            operationId = "listPositions",
            summary = "Positions as they stand now",
            description = "All positions that are held, by holder and issue, without their evidence. For a position as"
                    + " it stood or was known at another time, ask for it alone.")
    @APIResponse(responseCode = "200", description = "The positions.")
    public Uni<Page<Brief>> positions(
            @QueryParam("holder") @Nullable String holder,
            @QueryParam("issue") @Nullable String issue,
            @QueryParam("stance") @Nullable Integer stance,
            @QueryParam("firmness") @Nullable Firmness firmness,
            @QueryParam("status") @Nullable PositionStatus status,
            @BeanParam Listing listing) {
        int limit = listing.limit();
        var place = listing.cursor == null ? null : Page.place(listing.cursor, 2);
        var where = new Where()
                .and("p.stance is not null")
                .and("p.holder = :holder", "holder", holder)
                .and("p.issue_id = :issue", "issue", issue)
                .and("p.stance = :stance", "stance", stance)
                .and("p.firmness = :firmness", "firmness", firmness == null ? null : firmness.name())
                .and("p.status = :status", "status", status == null ? null : status.name())
                .and(
                        "(p.holder, p.issue_id) > (cast(:afterHolder as text) collate \"C\", :afterIssue)",
                        "afterHolder",
                        place == null ? null : place.get(0));
        if (place != null) {
            where.parameters().put("afterIssue", place.get(1));
        }
        return model.now(snapshot -> snapshot.rows(
                        "select " + Brief.COLUMNS + " from position p" + where.sql()
                                + " order by p.holder, p.issue_id limit " + (limit + 1),
                        where.parameters())
                .map(rows ->
                        Page.of(snapshot, rows, limit, Brief::of, row -> List.of((String) row[0], (String) row[1]))));
    }

    /**
     * Issues by actors.
     *
     * @param cells the positions that are held; a pair that is missing holds none
     */
    public record Matrix(List<String> holders, List<String> issues, List<Brief> cells, AsOf asOf, boolean settled) {}

    @GET
    @Path("/matrix")
    @Operation(
            operationId = "getMatrix",
            summary = "Issues by actors",
            description = "What each of some actors holds on each of some issues: at most 200 of each.")
    @APIResponse(responseCode = "200", description = "The matrix.")
    public Uni<Matrix> matrix(@QueryParam("holder") List<String> holders, @QueryParam("issue") List<String> issues) {
        var where = new Where()
                .and("p.stance is not null")
                .and("p.holder in (:holders)", "holders", holders.isEmpty() ? null : holders)
                .and("p.issue_id in (:issues)", "issues", issues.isEmpty() ? null : issues);
        return model.now(snapshot -> snapshot.rows(
                        "select " + Brief.COLUMNS + " from position p" + where.sql()
                                + " order by p.holder, p.issue_id limit 10000",
                        where.parameters())
                .map(rows -> {
                    var cells = rows.stream().map(Brief::of).toList();
                    return new Matrix(
                            cells.stream().map(Brief::holder).distinct().toList(),
                            cells.stream()
                                    .map(Brief::issueId)
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            cells,
                            snapshot.asOf(),
                            snapshot.settled());
                }));
    }
}
