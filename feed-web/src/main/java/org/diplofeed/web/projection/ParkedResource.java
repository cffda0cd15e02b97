package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FOUND;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.diplofeed.log.ParkedEvent;
import org.diplofeed.log.ParkedStream;
import org.diplofeed.log.ParkedStreams;
import org.diplofeed.log.ParkedStreams.Outcome;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.audit.OperatorAudit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Streams that a projection could not go on with. Events are shown without their content: it may be restricted, or no
 * text at all.
 */
@Path("/v1/admin/parked")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.projections", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin")
class ParkedResource {
    private static final String DEFAULT_LIMIT = "100";
    private static final int MOST = 1_000;
    private static final int LONGEST_REASON = 1_000;

    private final Projections projections;
    private final OperatorAudit audit;

    ParkedResource(Projections projections, OperatorAudit audit) {
        this.projections = projections;
        this.audit = audit;
    }

    /** Parked streams, those parked first first. */
    public record Streams(List<ParkedStream> items) {}

    /** What waits in a stream. */
    public record Events(List<ParkedEvent> items) {}

    /** Why something is passed over. */
    public record SkipReason(@Nullable String reason) {}

    /**
     * What a retry of everything would do.
     *
     * @param parked streams that were tried
     * @param released how many of them would go on
     * @param items what would come of each
     */
    public record Forecast(long parked, long released, List<ParkedAnswer> items) {}

    @GET
    @Operation(
            operationId = "listParkedStreams",
            summary = "List parked streams",
            description = "Each with the version that it stopped at, why, since when, and how many events wait.")
    @APIResponse(responseCode = "200", description = "Those parked first, at most so many.")
    public Streams list(
            @Parameter(description = "Most streams of a projection, 1 to 1000.") @RestQuery @DefaultValue(DEFAULT_LIMIT)
                    int limit) {
        var items = new ArrayList<ParkedStream>();
        for (var projection : projections.all()) {
            items.addAll(Projections.answer(() -> projection.parked().list(bounded(limit))));
        }
        return new Streams(List.copyOf(items));
    }

    @GET
    @Path("events")
    @Operation(
            operationId = "listParkedEvents",
            summary = "See what waits in a parked stream",
            description = "Type, version, size and place on the log of each event; never its content.")
    @APIResponse(responseCode = "200", description = "In the order in which they would be applied.")
    @APIResponse(responseCode = "404", description = "No such stream is parked.")
    public Events events(
            @Parameter(description = "As in statement/st.x.") @RestQuery @Nullable String stream,
            @Parameter(description = "Most events, 1 to 1000.") @RestQuery @DefaultValue(DEFAULT_LIMIT) int limit) {
        var id = required(stream);
        for (var projection : projections.all()) {
            var events = Projections.answer(() -> projection.parked().inspect(id, bounded(limit)));
            if (!events.isEmpty()) {
                return new Events(events);
            }
        }
        throw notParked();
    }

    @POST
    @Path("retry")
    @Operation(
            operationId = "retryParkedStream",
            summary = "Apply what waits in a parked stream",
            description = "In order, until nothing waits or an event fails again; what was applied stays applied. "
                    + "A dry run says what would come of it and changes nothing.")
    @APIResponse(responseCode = "200", description = "What came of it.")
    @APIResponse(responseCode = "404", description = "No such stream is parked.")
    public ParkedAnswer retry(
            @Parameter(description = "As in statement/st.x.") @RestQuery @Nullable String stream,
            @Parameter(description = "Changes nothing.") @RestQuery @DefaultValue("false") boolean dryRun) {
        var id = required(stream);
        return dryRun
                ? first(parked -> parked.dryRun(id), id)
                : audit.keep("parked.retry", id, () -> first(parked -> parked.retry(id), id), ParkedResource::outcome);
    }

    @POST
    @Path("skip")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "skipParkedEvent",
            summary = "Pass over what blocks a parked stream",
            description = "The one record, or of a hole the missing versions; then applies the rest. The log keeps the "
                    + "record; the reason, and who gave it, are kept for ever.")
    @APIResponse(responseCode = "200", description = "What came of the rest.")
    @APIResponse(responseCode = "404", description = "No such stream is parked.")
    @APIResponse(responseCode = "422", description = "There is no reason.")
    public ParkedAnswer skip(
            @Parameter(description = "As in statement/st.x.") @RestQuery @Nullable String stream, SkipReason body) {
        var id = required(stream);
        var reason = body.reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw new ProblemException(
                    INVALID_DOCUMENT,
                    "Passing over an event needs a reason.",
                    List.of(new ProblemError("/reason", "length", "has to have 1 to 1000 characters, and no NUL")));
        }
        return audit.keep(
                "parked.skip",
                id,
                reason,
                () -> first(parked -> parked.skip(id, reason, audit.operator()), id),
                ParkedResource::outcome);
    }

    @POST
    @Path("forecast")
    @Operation(
            operationId = "forecastParkedStreams",
            summary = "See what a retry of everything would do",
            description = "As after a deploy that mends what parked them. Changes nothing.")
    @APIResponse(responseCode = "200", description = "How many would go on, and what would come of each.")
    public Forecast forecast(
            @Parameter(description = "Most streams of a projection, 1 to 1000.") @RestQuery @DefaultValue(DEFAULT_LIMIT)
                    int limit) {
        var items = new ArrayList<ParkedAnswer>();
        for (var projection : projections.all()) {
            for (var stream : Projections.answer(() -> projection.parked().list(bounded(limit)))) {
                var outcome = Projections.answer(() -> projection.parked().dryRun(stream.streamId()));
                var answer = ParkedAnswer.of(stream.streamId(), outcome);
                if (answer != null) {
                    items.add(answer);
                }
            }
        }
        long released = items.stream().filter(ParkedAnswer::released).count();
        return new Forecast(items.size(), released, List.copyOf(items));
    }

    private interface Attempt {
        Outcome on(ParkedStreams parked) throws java.sql.SQLException;
    }

    private static OperatorAudit.Outcome outcome(ParkedAnswer answer) {
        return new OperatorAudit.Outcome(answer.outcome(), Map.of("applied", answer.applied()));
    }

    private ParkedAnswer first(Attempt attempt, String streamId) {
        for (var projection : projections.all()) {
            var answer = ParkedAnswer.of(streamId, Projections.answer(() -> attempt.on(projection.parked())));
            if (answer != null) {
                return answer;
            }
        }
        throw notParked();
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be 1 to " + MOST + ".");
        }
        return limit;
    }

    private static String required(@Nullable String stream) {
        if (stream == null || stream.isBlank() || stream.indexOf('\0') >= 0) {
            throw new ProblemException(MALFORMED_REQUEST, "stream is required, as in ?stream=statement/st.x.");
        }
        return stream;
    }

    private static ProblemException notParked() {
        return new ProblemException(NOT_FOUND, "No such stream is parked.");
    }
}
