package org.diplofeed.ingest.audit;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Set;
import org.diplofeed.web.Problem;
import org.diplofeed.web.RequestId;
import org.diplofeed.web.Subject;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Notes every write that is answered with a problem. Those among many have verdicts of their own. */
public class RefusalFilter {
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final Audit audit;

    public RefusalFilter(Audit audit) {
        this.audit = audit;
    }

    @ServerResponseFilter
    public void note(ContainerRequestContext request, ContainerResponseContext response, RoutingContext routing) {
        if (response.getEntity() instanceof Problem problem && WRITES.contains(request.getMethod())) {
            audit.note(
                    Subject.of(routing),
                    request.getMethod() + " "
                            + request.getUriInfo().getRequestUri().getRawPath(),
                    null,
                    problem,
                    RequestId.of(routing));
        }
    }
}
