package org.diplofeed.ingest.audit;

import static org.diplofeed.web.ProblemType.BAD_CURSOR;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.ingest.audit.RefusalRows.Filter;
import org.diplofeed.ingest.audit.RefusalRows.Numbered;
import org.diplofeed.ingest.door.Roles;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who was refused what. */
@Path("/v1/refusals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "refusals")
@RunOnVirtualThread
class RefusalResource {
    private static final int RADIX = 36;
    private static final int LONGEST_PAGE = 500;

    private final DataSource database;

    RefusalResource(DataSource database) {
        this.database = database;
    }

    /** A part of the refusals. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Refusal> items, @Nullable String next) {}

    /** How many refusals are gone. */
    public record Pruned(long deleted) {}

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "listRefusals",
            summary = "List who was refused what",
            description =
                    "The newest first: when, who, what and which kinds of faults; never what was sent. A refusal is "
                            + "here within a second.")
    @APIResponse(
            responseCode = "200",
            description = "A page of refusals.",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Response list(
            @Parameter(description = "Of this token's subject.", example = "desk-moscow")
                    @QueryParam("subject")
                    @Nullable
                    String subject,
            @Parameter(description = "Of this type, the last part of its URI.", example = "unknown-reference")
                    @QueryParam("type")
                    @Nullable
                    String type,
            @Parameter(description = "Not earlier.", example = "2025-12-02T00:00:00Z") @QueryParam("since") @Nullable
                    String since,
            @Parameter(description = "Earlier than.", example = "2025-12-03T00:00:00Z") @QueryParam("until") @Nullable
                    String until,
            @Parameter(description = "Most items, from 1 to 500.") @QueryParam("limit") @DefaultValue("100") int limit,
            @Parameter(description = "The next of the page before.") @QueryParam("cursor") @Nullable String cursor,
            UriInfo asked)
            throws SQLException {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be from 1 to " + LONGEST_PAGE + ".");
        }
        var filter = new Filter(subject, type, time("since", since), time("until", until), place(cursor));
        try (var connection = database.getConnection()) {
            var found = RefusalRows.list(connection, filter, limit + 1);
            var items = found.stream().limit(limit).map(Numbered::refusal).toList();
            if (found.size() <= limit) {
                return Response.ok(new Page(items, null)).build();
            }
            var next = Long.toString(found.get(limit - 1).id(), RADIX);
            return Response.ok(new Page(items, next))
                    .link(
                            asked.getRequestUriBuilder()
                                    .replaceQueryParam("cursor", next)
                                    .build(),
                            "next")
                    .build();
        }
    }

    @DELETE
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "pruneRefusals",
            summary = "Delete old refusals",
            description = "Those before a time. They go by themselves when they are older than the service keeps them.")
    @APIResponse(
            responseCode = "200",
            description = "How many are gone.",
            content = @Content(schema = @Schema(implementation = Pruned.class)))
    public Pruned prune(
            @Parameter(
                            description = "Delete what was refused earlier.",
                            required = true,
                            example = "2025-12-01T00:00:00Z")
                    @QueryParam("before")
                    @Nullable
                    String before)
            throws SQLException {
        var time = time("before", before);
        if (time == null) {
            throw new ProblemException(MALFORMED_REQUEST, "before has to say until when refusals are deleted.");
        }
        try (var connection = database.getConnection()) {
            return new Pruned(RefusalRows.deleteBefore(connection, time));
        }
    }

    private static @Nullable Instant time(String parameter, @Nullable String text) {
        try {
            var time = text == null ? null : OffsetDateTime.parse(text);
            if (time == null || (time.getYear() >= 0 && time.getYear() <= 9999)) {
                return time == null ? null : time.toInstant();
            }
        } catch (DateTimeParseException _) {
            // Told below.
        }
        throw new ProblemException(MALFORMED_REQUEST, parameter + " has to be a time as RFC 3339 has it.");
    }

    private static @Nullable Long place(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.parseLong(cursor, RADIX);
        } catch (NumberFormatException _) {
            throw new ProblemException(BAD_CURSOR, "Use the cursor from a page's next, unchanged.");
        }
    }
}
