package org.diplofeed.web;

import static org.diplofeed.web.ProblemType.BODY_TOO_LARGE;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says why, where Quarkus' own body limit would answer 413 without a word. */
@ApplicationScoped
public class BodyLimit {
    private static final int AFTER_REQUEST_ID = 9_000;

    private final Optional<MemorySize> limit;

    // The key is Quarkus' own; this only reads it.
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> limit) {
        this.limit = limit;
    }

    void register(@Observes Filters filters) {
        limit.ifPresent(size -> filters.register(request -> check(request, size.asLongValue()), AFTER_REQUEST_ID));
    }

    private static void check(RoutingContext request, long most) {
        if (declared(request) > most) {
            var problem = Problem.of(BODY_TOO_LARGE, "At most " + most + " bytes are read.");
            request.response().putHeader("Connection", "close");
            UnroutedProblems.send(request, problem);
        } else {
            request.next();
        }
    }

    private static long declared(RoutingContext request) {
        var header = request.request().getHeader("Content-Length");
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException _) {
            return 0; // Vert.x refuses such a request by itself.
        }
    }
}
