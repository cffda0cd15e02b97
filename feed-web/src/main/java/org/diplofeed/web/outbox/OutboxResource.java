package org.diplofeed.web.outbox;

import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.diplofeed.log.Outbox;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is recorded and not published yet. */
@Path("/v1/admin/outbox")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.ledger", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin", description = "What operators see and do.")
class OutboxResource {
    private static final double MILLIS = 1_000.0;

    private final Instance<DataSource> database;

    OutboxResource(Instance<DataSource> database) {
        this.database = database;
    }

    /**
     * How much waits.
     *
     * @param depth events
     * @param oldestAgeSeconds how long the oldest of them has waited; 0 when there is none
     */
    public record Waiting(long depth, double oldestAgeSeconds) {}

    @GET
    @Operation(
            operationId = "getOutbox",
            summary = "See how much waits to be published",
            description = "Events that are recorded and not known to be on the log yet, of all instances.")
    @APIResponse(responseCode = "200", description = "How much waits.")
    public Waiting waiting() {
        try {
            var outbox = Outbox.of(database.get());
            return new Waiting(outbox.depth(), outbox.oldestAge().toMillis() / MILLIS);
        } catch (SQLException _) {
            throw new ProblemException(UNAVAILABLE, "The database does not answer in time.");
        }
    }
}
