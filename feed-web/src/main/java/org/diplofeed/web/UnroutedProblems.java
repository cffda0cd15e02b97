package org.diplofeed.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.util.List;
import org.diplofeed.events.FeedJson;

/** Problems for requests that never reach a resource: unknown paths, bodies cut off by the server, refused tokens. */
@ApplicationScoped
public class UnroutedProblems {
    private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 415, 500, 503);

    void register(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, request -> answer(request, status)));
    }

    private static void answer(RoutingContext request, int status) {
        if (request.response().headWritten()) {
            request.request().connection().close();
        } else {
            send(request, Problems.ofStatus(status));
        }
    }

    /** Answers a request with a problem. */
    public static void send(RoutingContext request, Problem problem) {
        var id = RequestId.of(request);
        try {
            var body = FeedJson.mapper().writeValueAsString(problem.during(request.normalizedPath(), id));
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(RequestId.HEADER, id)
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
