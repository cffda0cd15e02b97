package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Many positions at once, by holder and issue. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "positions", description = "What actors hold on issues, and why.")
class PositionsResource {
    private static final int MOST = 200;

    private final ReadModel model;

    PositionsResource(ReadModel model) {
        this.model = model;
    }

    @GET
    @Path("/positions")
    @Operation(
            operationId = "listPositions",
            summary = "Positions",
            description = "All positions that are held at both clocks, by holder and issue, without their evidence.")
    @APIResponse(responseCode = "200", description = "A page of positions.")
    public Uni<Page<Brief>> positions(@BeanParam PositionFilter filter) {
        return model.at(
                filter, Subject.of(filter.holder, filter.issue), snapshot -> new PositionLists(snapshot).page(filter));
    }

    /**
     * Issues by actors.
     *
     * @param cells the positions that are held; a pair that is missing holds none
     */
    public record Matrix(
            List<String> holders,
            List<String> issues,
            List<Brief> cells,
            @JsonUnwrapped Basis basis) implements Answered {}

    @GET
    @Path("/matrix")
    @Operation(
            operationId = "getMatrix",
            summary = "Issues by actors",
            description =
                    "What each of some actors holds on each of some issues, at both clocks: at most 200 of each and"
                            + " 10,000 cells.")
    @APIResponse(responseCode = "200", description = "The matrix.")
    public Uni<Matrix> matrix(
            @Parameter(description = "Whose positions; all, if none is given.") @QueryParam("holder")
                    List<String> holders,
            @Parameter(description = "On which issues; all, if none is given.") @QueryParam("issue")
                    List<String> issues,
            @BeanParam Clocks clocks) {
        if (holders.size() > MOST || issues.size() > MOST) {
            throw new ProblemException(
                    MALFORMED_REQUEST, "A matrix has at most %d holders and %d issues.".formatted(MOST, MOST));
        }
        return model.at(
                clocks,
                snapshot -> new PositionLists(snapshot).cells(holders, issues).map(cells -> {
                    if (cells.size() > PositionLists.CELLS) {
                        throw new ProblemException(
                                MALFORMED_REQUEST,
                                "A matrix has at most %d cells; ask for fewer holders or issues."
                                        .formatted(PositionLists.CELLS));
                    }
                    return new Matrix(
                            cells.stream().map(Brief::holder).distinct().toList(),
                            cells.stream()
                                    .map(Brief::issueId)
                                    .distinct()
                                    .sorted()
                                    .toList(),
                            cells,
                            snapshot.basis());
                }));
    }
}
