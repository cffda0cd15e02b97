package org.diplofeed.timeline.answer;

import static org.diplofeed.timeline.answer.TimelineFilter.Form.DOCUMENT;
import static org.diplofeed.timeline.answer.TimelineFilter.Form.UTTERANCE;
import static org.diplofeed.timeline.answer.TimelineFilter.Form.VOTE;
import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was said and reported, in order of valid time. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "timeline", description = "Statements and meeting reports in order of valid time.")
class TimelineResource {
    private final ReadModel model;

    TimelineResource(ReadModel model) {
        this.model = model;
    }

    @GET
    @Path("/timeline")
    @Operation(
            operationId = "listTimeline",
            summary = "The timeline",
            description = "Statements and meeting reports that stand, merged, the earliest first.")
    @APIResponse(responseCode = "200", description = "A page of the timeline.")
    public Uni<Page<Item>> timeline(@BeanParam TimelineFilter filter) {
        return model.at(filter, filter.subject(), snapshot -> new TimelineQueries(snapshot).page(filter, null));
    }

    @GET
    @Path("/statements")
    @Operation(
            operationId = "listStatements",
            summary = "Statements",
            description =
                    "Statements that stand, the earliest first. With `text`, those in which the words are found, with the"
                            + " hits marked.")
    @APIResponse(responseCode = "200", description = "A page of statements.")
    public Uni<Page<Item>> statements(@BeanParam TimelineFilter filter) {
        filter.only(UTTERANCE, DOCUMENT, VOTE);
        return model.at(filter, filter.subject(), snapshot -> new TimelineQueries(snapshot).page(filter, "STATEMENT"));
    }

    /**
     * A statement with what became of it.
     *
     * @param state RECORDED, CORRECTED, RETRACTED or LINKED
     * @param canonical the record that stands for a linked one
     */
    public record Told(
            String state,
            @Nullable String canonical,
            List<Item> revisions,
            @JsonUnwrapped Basis basis) implements Answered {}

    @GET
    @Path("/statements/{id}")
    @Operation(
            operationId = "getStatement",
            summary = "One statement",
            description = "A statement with its revisions, the last one first, and what became of it.")
    @APIResponse(responseCode = "200", description = "The statement.")
    @APIResponse(
            responseCode = "404",
            description = "No such statement was known, or it may not be shown.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Told> statement(@PathParam("id") String id, @BeanParam Clocks clocks) {
        return model.at(
                clocks,
                Subject.of(id),
                snapshot -> snapshot.rows("""
                        select r.kind, r.id, r.version, rfc3339(r.known_from), r.data, r.restricted,
                               coalesce(h.voided_from <= %1$s, false), coalesce(h.link_from <= %1$s, false),
                               h.link_canonical
                          from record_revision r join record h on h.kind = r.kind and h.id = r.id
                         where r.kind = 'STATEMENT' and r.id = :id and r.known_from <= %1$s
                         order by r.version desc
                        """.formatted(Snapshot.time("knownAt")), Map.of("id", id))
                        .map(rows -> {
                            // What was restricted once stays out of sight until a revision says otherwise.
                            if (rows.isEmpty() || ((Boolean) rows.getFirst()[5] && !snapshot.restricted())) {
                                throw new ProblemException(NOT_FOUND, "No statement of this id was known.");
                            }
                            var last = rows.getFirst();
                            boolean linked = (Boolean) last[7];
                            var state = (Boolean) last[6]
                                    ? "RETRACTED"
                                    : linked ? "LINKED" : rows.size() > 1 ? "CORRECTED" : "RECORDED";
                            return new Told(
                                    state,
                                    linked ? (String) last[8] : null,
                                    rows.stream()
                                            .filter(row -> snapshot.restricted() || !(Boolean) row[5])
                                            .map(row -> Item.of(row, null))
                                            .toList(),
                                    snapshot.basis());
                        }));
    }
}
