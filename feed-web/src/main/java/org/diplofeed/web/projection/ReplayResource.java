package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.diplofeed.log.LogUnreachable;
import org.diplofeed.log.ReplayCheck.Part;
import org.diplofeed.log.ReplayCheck.Report;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.TimeParameter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What would come of reading a part of the log anew. */
@Path("/v1/admin/projections/{name}/replay-check")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@EndpointDisabled(name = "diplofeed.projections", disableIfMissing = true, stringValue = "false")
@Tag(name = "admin")
class ReplayResource {
    private static final int MOST = 1_000_000;

    private final Projections projections;

    ReplayResource(Projections projections) {
        this.projections = projections;
    }

    @GET
    @Operation(
            operationId = "checkReplay",
            summary = "See what would come of reading a part of the log anew",
            description = "The projection applies the part, from nothing, to tables that are gone afterwards: how many "
                    + "events of which type, how many stand on the log twice, which streams would park and why, what "
                    + "would be told. Nothing is written and nobody is told. A stream begins where the part begins.")
    @APIResponse(responseCode = "200", description = "What would come of it.")
    @APIResponse(responseCode = "404", description = "There is no projection of this name here.")
    public Report check(
            @Parameter(description = "As in timeline.") @RestPath String name,
            @Parameter(description = "Of this topic alone, by its whole name.") @RestQuery @Nullable String topic,
            @Parameter(description = "Of this partition of the topic alone.") @RestQuery @Nullable Integer partition,
            @Parameter(description = "From this offset on.") @RestQuery @Nullable Long from,
            @Parameter(description = "Up to this offset, without it.") @RestQuery @Nullable Long to,
            @Parameter(description = "Of this stream alone, as in statement/st.x.") @RestQuery @Nullable String stream,
            @Parameter(description = "Recorded then or later.") @RestQuery @Nullable String since,
            @Parameter(description = "Recorded then or earlier.") @RestQuery @Nullable String until,
            @Parameter(description = "Most events, 1 to 1000000.") @RestQuery @DefaultValue("100000") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be 1 to " + MOST + ".");
        }
        if ((partition != null || from != null || to != null) && topic == null) {
            throw new ProblemException(MALFORMED_REQUEST, "partition, from and to need a topic.");
        }
        var check = projections
                .named(name)
                .replayCheck()
                .orElseThrow(() -> new ProblemException(UNAVAILABLE, "The broker was not reached yet."));
        var part = new Part(
                topic,
                partition,
                from,
                to,
                stream,
                TimeParameter.read("since", since),
                TimeParameter.read("until", until),
                limit);
        try {
            return Projections.answer(() -> check.run(part));
        } catch (LogUnreachable _) {
            throw new ProblemException(UNAVAILABLE, "The broker does not answer, or has no such topic.");
        }
    }
}
