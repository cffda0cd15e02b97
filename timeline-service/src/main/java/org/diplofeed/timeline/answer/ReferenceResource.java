package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.diplofeed.events.FeedJson;
import org.diplofeed.timeline.answer.Activities.Activity;
import org.diplofeed.timeline.answer.Activities.SpeaksFor;
import org.diplofeed.timeline.answer.Definition.Kind;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Actors and issues, as the last definition that was known has them. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "reference", description = "Who there is, and what positions are about.")
class ReferenceResource {
    private static final String QUERY = """
            from Definition d where d.kind = :kind and d.id > :after and d.knownFrom <= :knownAt
             and (d.knownTo is null or d.knownTo > :knownAt) order by d.id
            """;

    private final ReadModel model;

    ReferenceResource(ReadModel model) {
        this.model = model;
    }

    /**
     * A definition, what was said of it, and who speaks for it.
     *
     * @param speakers of an actor: the persons who held an office for it then
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Defined(
            JsonNode defined,
            Activity activity,
            @Nullable List<SpeaksFor> speakers,
            @JsonUnwrapped Basis basis) implements Answered {}

    @GET
    @Path("/actors")
    @Operation(operationId = "listActors", summary = "Actors", description = "All actors, by id.")
    @APIResponse(responseCode = "200", description = "A page of actors.")
    public Uni<Page<JsonNode>> actors(@BeanParam Listing listing) {
        return list(Kind.ACTOR, listing);
    }

    @GET
    @Path("/actors/{id}")
    @Operation(operationId = "getActor", summary = "One actor", description = "An actor, by id.")
    @APIResponse(responseCode = "200", description = "The actor.")
    @APIResponse(responseCode = "404", description = "No such actor was known.")
    public Uni<Defined> actor(@PathParam("id") String id, @BeanParam Clocks clocks) {
        return one(Kind.ACTOR, id, clocks);
    }

    @GET
    @Path("/issues")
    @Operation(operationId = "listIssues", summary = "Issues", description = "All issues, by id.")
    @APIResponse(responseCode = "200", description = "A page of issues.")
    public Uni<Page<JsonNode>> issues(@BeanParam Listing listing) {
        return list(Kind.ISSUE, listing);
    }

    @GET
    @Path("/issues/{id}")
    @Operation(operationId = "getIssue", summary = "One issue", description = "An issue, by id.")
    @APIResponse(responseCode = "200", description = "The issue.")
    @APIResponse(responseCode = "404", description = "No such issue was known.")
    public Uni<Defined> issue(@PathParam("id") String id, @BeanParam Clocks clocks) {
        return one(Kind.ISSUE, id, clocks);
    }

    private Uni<Page<JsonNode>> list(Kind kind, Listing listing) {
        int limit = listing.limit();
        var after = listing.cursor == null ? "" : Page.place(listing.cursor, 1).getFirst();
        return model.at(
                listing,
                snapshot -> snapshot.session()
                        .createSelectionQuery(QUERY, Definition.class)
                        .setParameter("kind", kind.name())
                        .setParameter("after", after)
                        .setParameter("knownAt", snapshot.asOf().knownAt())
                        .setMaxResults(limit + 1)
                        .getResultList()
                        .chain(rows -> new Activities(snapshot)
                                .of(tag(kind), rows.stream().map(row -> row.id).toList())
                                .map(activities -> Page.of(
                                        snapshot,
                                        rows,
                                        limit,
                                        row -> listed(row, activities),
                                        row -> List.of(row.id)))));
    }

    private static JsonNode listed(Definition row, Map<String, Activity> activities) {
        var defined = Names.Json.tree(row.data);
        var activity = activities.get(row.id);
        if (activity != null && defined instanceof ObjectNode object) {
            object.set("activity", FeedJson.mapper().valueToTree(activity));
        }
        return defined;
    }

    private static org.diplofeed.timeline.projection.Tag tag(Kind kind) {
        return switch (kind) {
            case ACTOR -> org.diplofeed.timeline.projection.Tag.ACTOR;
            case ISSUE -> org.diplofeed.timeline.projection.Tag.ISSUE;
            case CLAIM -> org.diplofeed.timeline.projection.Tag.CLAIM;
        };
    }

    private Uni<Defined> one(Kind kind, String id, Clocks clocks) {
        return model.at(
                clocks,
                Subject.of(id),
                snapshot -> Names.of(snapshot, List.of(id))
                        .invoke(names -> {
                            if (!names.knows(kind, id)) {
                                throw new ProblemException(NOT_FOUND, "Nothing of this id was known.");
                            }
                        })
                        .chain(names -> answer(snapshot, kind, id, names)));
    }

    private static Uni<Defined> answer(Snapshot snapshot, Kind kind, String id, Names names) {
        var activities = new Activities(snapshot);
        return activities
                .of(tag(kind), List.of(id))
                .chain(activity -> speakers(activities, kind, id)
                        .map(speakers -> new Defined(
                                names.of(kind, id),
                                activity.getOrDefault(id, new Activity(0, false, null)),
                                kind == Kind.ACTOR ? speakers : null,
                                snapshot.basis())));
    }

    private static Uni<List<SpeaksFor>> speakers(Activities activities, Kind kind, String id) {
        return kind == Kind.ACTOR
                ? activities.speakersFor(id)
                : Uni.createFrom().item(List.of());
    }
}
