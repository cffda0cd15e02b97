package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.diplofeed.events.Release;
import org.diplofeed.events.Speaker;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.timeline.document.Stance;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Documents, and their versions. */
@Path("/v1/documents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.READER, Roles.NEWSROOM, Roles.OPERATOR})
@Tag(name = "documents", description = "Documents, which version followed which, and who stands by which.")
class DocumentResource {
    private final ReadModel model;

    DocumentResource(ReadModel model) {
        this.model = model;
    }

    /**
     * A version of a document.
     *
     * @param issuedBy on whose behalf it was issued, which is no word on it
     * @param revises the version before; absent of the first
     * @param words the latest word of each party on it, by party
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Version(
            String statementId,
            String title,
            String version,
            Release release,
            TimeSpan occurred,
            Speaker speaker,
            List<String> issuedBy,
            @Nullable String revises,
            List<Stance> words) {}

    /** A document's versions, in order of valid time. */
    public record Lineage(
            String documentId,
            List<Version> versions,
            @JsonUnwrapped Basis basis) implements Answered {}

    @GET
    @Operation(
            operationId = "listDocuments",
            summary = "Documents",
            description = "Statements of kind DOCUMENT that stand, the earliest first.")
    @APIResponse(responseCode = "200", description = "A page of documents.")
    public Uni<Page<Item>> documents(@BeanParam TimelineFilter filter) {
        filter.only(TimelineFilter.Form.DOCUMENT);
        filter.form = TimelineFilter.Form.DOCUMENT;
        return model.at(filter, filter.subject(), snapshot -> new TimelineQueries(snapshot).page(filter, "STATEMENT"));
    }

    @GET
    @Path("/{id}/lineage")
    @Operation(
            operationId = "getDocumentLineage",
            summary = "A document's versions, and who stands by which",
            description =
                    "All versions that this one revises or is revised by, whichever of them is asked for, each with"
                            + " the latest word of every party on it.")
    @APIResponse(responseCode = "200", description = "The versions.")
    public Uni<Lineage> lineage(@PathParam("id") String id, @BeanParam Clocks clocks) {
        return model.at(
                clocks,
                Subject.of(id),
                snapshot -> new Lineages(snapshot).of(id).map(versions -> new Lineage(id, versions, snapshot.basis())));
    }
}
