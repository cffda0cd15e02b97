package org.diplofeed.web.outbox;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FOUND;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.diplofeed.log.Outbox;
import org.diplofeed.log.RefusedEvent;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.audit.OperatorAudit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is recorded and not published yet. */
@Path("/v1/admin/outbox")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.ledger", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin", description = "What operators see and do.")
class OutboxResource {
    private static final double MILLIS = 1_000.0;
    private static final int MOST = 1_000;

    private final Instance<DataSource> database;
    private final OperatorAudit audit;

    OutboxResource(Instance<DataSource> database, OperatorAudit audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * How much waits.
     *
     * @param depth events
     * @param oldestAgeSeconds how long the oldest of them has waited; 0 when there is none
     * @param refusedStreams streams that wait because the broker refuses an event of theirs
     */
    public record Waiting(long depth, double oldestAgeSeconds, int refusedStreams) {}

    /** What the broker refuses. */
    public record Refused(List<RefusedEvent> items) {}

    /** A stream whose refused event is tried again. */
    public record Retried(String streamId) {}

    @GET
    @Operation(
            operationId = "getOutbox",
            summary = "See how much waits to be published",
            description = "Events that are recorded and not known to be on the log yet, of all instances.")
    @APIResponse(responseCode = "200", description = "How much waits.")
    public Waiting waiting() throws SQLException {
        var outbox = Outbox.of(database.get());
        return new Waiting(outbox.depth(), outbox.oldestAge().toMillis() / MILLIS, outbox.refusedStreams());
    }

    @GET
    @Path("refused")
    @Operation(
            operationId = "listRefusedEvents",
            summary = "List events that the broker refuses",
            description = "Each with why, since when, and how many events of its stream wait; all other streams go on. "
                    + "Never its content.")
    @APIResponse(responseCode = "200", description = "The longest refused first, at most so many.")
    public Refused refused(
            @Parameter(description = "Most events, 1 to 1000.") @RestQuery @DefaultValue("100") int limit)
            throws SQLException {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be 1 to " + MOST + ".");
        }
        return new Refused(RefusedEvent.list(database.get(), limit));
    }

    @POST
    @Path("refused/retry")
    @Operation(
            operationId = "retryRefusedEvent",
            summary = "Have a refused event tried again now",
            description = "Instead of within 30 s, once the topic takes it. Nothing is passed over: what was accepted "
                    + "reaches the log, or its stream waits. What came of it says the list.")
    @APIResponse(responseCode = "202", description = "It is tried, by whichever instance publishes the stream.")
    @APIResponse(responseCode = "404", description = "No event of such a stream is refused.")
    @ResponseStatus(202)
    public Retried retry(@Parameter(description = "As in statement/st.x.") @RestQuery @Nullable String stream)
            throws SQLException {
        if (stream == null || stream.indexOf('\0') >= 0) {
            throw new ProblemException(MALFORMED_REQUEST, "stream is required, as in ?stream=statement/st.x.");
        }
        return audit.keep("outbox.retry", stream, () -> tryAgain(stream), OutboxResource::outcome);
    }

    private Retried tryAgain(String stream) throws SQLException {
        if (!RefusedEvent.retry(database.get(), stream)) {
            throw new ProblemException(NOT_FOUND, "No event of such a stream is refused.");
        }
        return new Retried(stream);
    }

    private static OperatorAudit.Outcome outcome(Retried retried) {
        return new OperatorAudit.Outcome("asked for", Map.of());
    }
}
