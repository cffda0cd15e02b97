package org.diplofeed.web.effect;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The blast radius of an event. */
@Path("/v1/admin/effects")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin", description = "What operators see and do.")
class EffectResource {
    private static final int LONGEST = 512;

    private final Instance<EffectSource> sources;

    EffectResource(Instance<EffectSource> sources) {
        this.sources = sources;
    }

    /** Everything of this service that is there because of an event. */
    public record Effects(List<Effect> items) {}

    @GET
    @Operation(
            operationId = "listEffects",
            summary = "See what an event caused",
            description = "Ids, kinds, states and times, causes first; never content. Each service tells its own part: "
                    + "ingest what was recorded after it in its stream, timeline the positions that rest on it and what "
                    + "was derived, alert the alerts and their deliveries. feed effects joins them.")
    @APIResponse(responseCode = "200", description = "Empty where this service has nothing of it.")
    public Effects list(
            @Parameter(description = "The event's CloudEvents id.") @RestQuery @Nullable String event,
            @Parameter(description = "Its stream, as in statement/st.x. Ingest finds nothing without it.")
                    @RestQuery
                    @Nullable
                    String stream)
            throws SQLException {
        if (event == null || event.isBlank() || event.length() > LONGEST || event.indexOf('\0') >= 0) {
            throw new ProblemException(MALFORMED_REQUEST, "event is required: the CloudEvents id of an event.");
        }
        var effects = new ArrayList<Effect>();
        for (var source : sources) {
            effects.addAll(source.effects(event, stream));
        }
        return new Effects(effects);
    }
}
