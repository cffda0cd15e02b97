package org.diplofeed.web;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.NOT_FOUND;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses addresses with a NUL in them before anybody looks an id up: Postgres takes none in a text. */
@ApplicationScoped
public class Addresses {
    private static final int AFTER_REQUEST_ID = 9_200;
    private static final String NUL = "%00";

    void register(@Observes Filters filters) {
        filters.register(Addresses::check, AFTER_REQUEST_ID);
    }

    private static void check(RoutingContext request) {
        var path = request.request().path();
        var query = request.request().query();
        if (path != null && path.contains(NUL)) {
            refuse(request, Problem.of(NOT_FOUND, "Nothing is found under this path."));
        } else if (query != null && query.contains(NUL)) {
            refuse(request, Problem.of(MALFORMED_REQUEST, "A parameter holds a NUL."));
        } else {
            request.next();
        }
    }

    private static void refuse(RoutingContext request, Problem problem) {
        request.response().putHeader("Connection", "close"); // A body is not read.
        UnroutedProblems.send(request, problem);
    }
}
