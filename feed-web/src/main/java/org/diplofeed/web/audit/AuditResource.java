package org.diplofeed.web.audit;

import static org.diplofeed.web.ProblemType.BAD_CURSOR;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.TimeParameter;
import org.diplofeed.web.audit.OperatorActionRows.Filter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What operators did. */
@Path("/v1/admin/audit")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.admin", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin", description = "What operators see and do.")
class AuditResource {
    private static final int MOST = 500;

    private final Instance<DataSource> database;

    AuditResource(Instance<DataSource> database) {
        this.database = database;
    }

    /** A part of what was done. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Actions(
            List<OperatorAction> items, @Nullable String next) {}

    @GET
    @Operation(
            operationId = "listOperatorActions",
            summary = "See what operators did",
            description = "The newest first: who, when, what, about what, how it ended and how much it touched. It is "
                    + "written down before an action begins: one without an outcome was cut off, or is under way. "
                    + "Nothing of it is ever changed or deleted.")
    @APIResponse(responseCode = "200", description = "A page of actions.")
    public Actions list(
            @Parameter(description = "Of this operator: a token's subject.") @RestQuery @Nullable String operator,
            @Parameter(description = "Of this kind.", example = "parked.skip") @RestQuery @Nullable String action,
            @Parameter(description = "Begun then or later.", example = "2025-12-02T00:00:00Z") @RestQuery @Nullable
                    String since,
            @Parameter(description = "Begun earlier than.", example = "2025-12-03T00:00:00Z") @RestQuery @Nullable
                    String until,
            @Parameter(description = "Most items, 1 to 500.") @RestQuery @DefaultValue("100") int limit,
            @Parameter(description = "The next of the page before.") @RestQuery @Nullable String cursor)
            throws SQLException {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be 1 to " + MOST + ".");
        }
        var filter = new Filter(
                operator,
                action,
                TimeParameter.read("since", since),
                TimeParameter.read("until", until),
                place(cursor));
        try (var connection = database.get().getConnection()) {
            var found = OperatorActionRows.list(connection, filter, limit + 1);
            boolean more = found.size() > limit;
            var items = found.stream().limit(limit).toList();
            return new Actions(items, more ? items.getLast().id() : null);
        }
    }

    private static @Nullable Long place(@Nullable String cursor) {
        try {
            return cursor == null ? null : Long.valueOf(cursor);
        } catch (NumberFormatException _) {
            throw new ProblemException(BAD_CURSOR, "Use the cursor from a page's next, unchanged.");
        }
    }
}
