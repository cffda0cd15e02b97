package org.diplofeed.timeline.rebuild;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.diplofeed.web.audit.OperatorAudit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Rebuilds: the read model made anew beside the live one, compared, and made live. */
@Path("/v1/admin/rebuilds")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
class RebuildResource {
    private final Rebuilds rebuilds;
    private final OperatorAudit audit;

    RebuildResource(Rebuilds rebuilds, OperatorAudit audit) {
        this.rebuilds = rebuilds;
        this.audit = audit;
    }

    /** All generations, the first first. */
    @Schema(name = "RebuildItems")
    public record Items(List<RebuildAnswer> items) {}

    /**
     * What to build.
     *
     * @param window how long a candidate stays open, in ISO 8601; as usual if it is missing
     * @param pointsToConfirm from which a candidate is confirmed; as usual if it is missing
     * @param budget the share of the time that building may work, above 0 and at most 1; if it is missing it follows
     *     what the live generation's lag and answers allow
     */
    public record Begin(
            @Nullable String window,
            @Nullable Integer pointsToConfirm,
            @Nullable Double budget) {}

    /**
     * What is approved.
     *
     * @param comparison the digest of the differences
     * @param silent whether they are kept without a word
     */
    public record Approval(
            @Nullable String comparison, @Nullable Boolean silent) {}

    @GET
    @Operation(operationId = "listRebuilds", summary = "List generations of the read model")
    @APIResponse(responseCode = "200", description = "All that there ever were.")
    public Items list() throws SQLException {
        return new Items(rebuilds.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startRebuild",
            summary = "Build a generation",
            description = "From the beginning of the log, while the live one goes on. Nothing is told.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Begin.class)))
    @APIResponse(responseCode = "202", description = "It has begun; Location names the operation.")
    @APIResponse(responseCode = "409", description = "Another one is being built.")
    public Response start(ObjectNode document) throws SQLException {
        var body = StrictJson.value(document, Begin.class);
        var rules = rules(body);
        var budget = budget(body.budget());
        var begun = audit.keep(
                "rebuild.start", null, () -> rebuilds.start(rules, budget, audit.operator()), RebuildResource::outcome);
        return Response.accepted(begun)
                .location(URI.create("/v1/admin/rebuilds/" + begun.generation()))
                .build();
    }

    @GET
    @Path("{generation}")
    @Operation(operationId = "getRebuild", summary = "See how far a generation is")
    @APIResponse(responseCode = "200", description = "Its state, progress and rate, and how long it takes yet.")
    @APIResponse(responseCode = "404", description = "There is no such generation.")
    public RebuildAnswer get(@RestPath int generation) throws SQLException {
        return rebuilds.get(generation);
    }

    @POST
    @Path("{generation}/pause")
    @Operation(operationId = "pauseRebuild", summary = "Pause the building of a generation")
    @APIResponse(responseCode = "200", description = "It stops after the chunk under way.")
    public RebuildAnswer pause(@RestPath int generation) throws SQLException {
        return kept("rebuild.pause", generation, () -> rebuilds.pause(generation, true));
    }

    @POST
    @Path("{generation}/resume")
    @Operation(operationId = "resumeRebuild", summary = "Go on with the building of a generation")
    @APIResponse(responseCode = "200", description = "It goes on where it left off.")
    public RebuildAnswer resume(@RestPath int generation) throws SQLException {
        return kept("rebuild.resume", generation, () -> rebuilds.pause(generation, false));
    }

    @POST
    @Path("{generation}/cancel")
    @Operation(operationId = "cancelRebuild", summary = "Give up a generation that is being built, and delete it")
    @APIResponse(responseCode = "200", description = "It is gone.")
    public RebuildAnswer cancel(@RestPath int generation) throws SQLException {
        return kept("rebuild.cancel", generation, () -> rebuilds.cancel(generation));
    }

    @POST
    @Path("{generation}/retire")
    @Operation(operationId = "retireGeneration", summary = "Delete a generation that is not live")
    @APIResponse(responseCode = "200", description = "It is gone.")
    @APIResponse(responseCode = "409", description = "It is live.")
    public RebuildAnswer retire(@RestPath int generation) throws SQLException {
        return kept("rebuild.retire", generation, () -> rebuilds.retire(generation));
    }

    @POST
    @Path("{generation}/comparison")
    @Operation(
            operationId = "compareRebuild",
            summary = "Compare a generation with the live one",
            description = "Both at the same place of the log.")
    @APIResponse(responseCode = "200", description = "What would change if it became live.")
    @APIResponse(responseCode = "503", description = "It does not follow closely enough.")
    public Comparison compare(@RestPath int generation) throws SQLException {
        return audit.keep(
                "rebuild.compare",
                Generation.schema(generation),
                () -> rebuilds.compare(generation, audit.operator()),
                comparison -> new OperatorAudit.Outcome(
                        comparison.same() ? "SAME" : "DIFFERENT",
                        Map.of(
                                "flipped", comparison.positions().flipped(),
                                "gained", comparison.shifts().gained(),
                                "lost", comparison.shifts().lost())));
    }

    @GET
    @Path("{generation}/comparison")
    @Operation(operationId = "getComparison", summary = "Read the last comparison")
    @APIResponse(responseCode = "200", description = "What would change if it became live, when it was made.")
    @APIResponse(responseCode = "404", description = "It was not compared yet.")
    public Comparison comparison(@RestPath int generation) throws SQLException {
        return rebuilds.compared(generation);
    }

    @GET
    @Path("{generation}/comparison.html")
    @Produces(MediaType.TEXT_HTML)
    @Operation(operationId = "getComparisonPage", summary = "Read the last comparison as a page")
    @APIResponse(responseCode = "200", description = "The same for people.")
    @APIResponse(responseCode = "404", description = "It was not compared yet.")
    public String page(@RestPath int generation) throws SQLException {
        return ComparisonPage.of(rebuilds.compared(generation));
    }

    @POST
    @Path("{generation}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveRebuild",
            summary = "Make a generation live",
            description = "If what would change is what was compared. The differences are told, unless silent.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Approval.class)))
    @APIResponse(responseCode = "200", description = "It is live.")
    @APIResponse(responseCode = "409", description = "Something else would change by now.")
    public RebuildAnswer approve(@RestPath int generation, ObjectNode document) throws SQLException {
        var body = StrictJson.value(document, Approval.class);
        var digest = body.comparison();
        if (digest == null || digest.isBlank()) {
            throw invalid("/comparison", "the digest of the comparison that is approved is required");
        }
        boolean aloud = !Boolean.TRUE.equals(body.silent());
        return kept(
                aloud ? "rebuild.approve" : "rebuild.approve.silently",
                generation,
                () -> rebuilds.approve(generation, digest, aloud, audit.operator()));
    }

    @POST
    @Path("{generation}/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rollBackRebuild",
            summary = "Make the generation live again that was live before this one",
            description =
                    "What that changes of what was told is told, unless silent. With the digest of a comparison of "
                            + "that generation only if just this would change.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Approval.class)))
    @APIResponse(responseCode = "200", description = "The other one is live.")
    @APIResponse(responseCode = "409", description = "It is not live, or nothing was live before.")
    public RebuildAnswer rollBack(@RestPath int generation, ObjectNode document) throws SQLException {
        var body = StrictJson.value(document, Approval.class);
        boolean aloud = !Boolean.TRUE.equals(body.silent());
        return kept(
                aloud ? "rebuild.rollback" : "rebuild.rollback.silently",
                generation,
                () -> rebuilds.rollBack(generation, Optional.ofNullable(body.comparison()), aloud, audit.operator()));
    }

    private static Rules rules(Begin body) {
        var window = Rules.STANDARD.window();
        if (body.window() != null) {
            try {
                window = Duration.parse(body.window());
            } catch (DateTimeException _) {
                throw invalid("/window", "has to be a duration such as PT48H");
            }
        }
        int points = body.pointsToConfirm() == null ? Rules.STANDARD.pointsToConfirm() : body.pointsToConfirm();
        if (window.toMillis() < 1 || points < 1) {
            throw invalid("", "the window and the points to confirm have to be positive");
        }
        return new Rules(window, points);
    }

    private static @Nullable Double budget(@Nullable Double budget) {
        if (budget != null && !(budget > 0 && budget <= 1)) {
            throw invalid("/budget", "has to be above 0 and at most 1");
        }
        return budget;
    }

    private static ProblemException invalid(String pointer, String message) {
        return new ProblemException(
                INVALID_DOCUMENT, "This cannot be built.", List.of(new ProblemError(pointer, "value", message)));
    }

    private RebuildAnswer kept(String action, int generation, OperatorAudit.Action<RebuildAnswer, SQLException> what)
            throws SQLException {
        return audit.keep(action, Generation.schema(generation), what, RebuildResource::outcome);
    }

    private static OperatorAudit.Outcome outcome(RebuildAnswer generation) {
        return new OperatorAudit.Outcome(
                generation.live() ? "LIVE" : generation.state().name(),
                Map.of("generation", (long) generation.generation()));
    }
}
