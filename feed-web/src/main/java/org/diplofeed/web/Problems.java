package org.diplofeed.web;

import static org.diplofeed.web.ProblemType.BODY_TOO_LARGE;
import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.FORBIDDEN;
import static org.diplofeed.web.ProblemType.INTERNAL;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;
import static org.diplofeed.web.ProblemType.METHOD_NOT_ALLOWED;
import static org.diplofeed.web.ProblemType.NOT_ACCEPTABLE;
import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.RULE_BROKEN;
import static org.diplofeed.web.ProblemType.STALE_VERSION;
import static org.diplofeed.web.ProblemType.TOO_MANY_REQUESTS;
import static org.diplofeed.web.ProblemType.UNAUTHENTICATED;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;
import static org.diplofeed.web.ProblemType.UNSUPPORTED_MEDIA_TYPE;

/** The problem that goes with a bare HTTP status: what the framework refuses before a resource is asked. */
final class Problems {
    private Problems() {}

    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> Problem.of(UNAUTHENTICATED, "Send Authorization: Bearer with a token that is valid now.");
            case 403 -> Problem.of(FORBIDDEN, "The token's roles do not allow this.");
            case 404 -> Problem.of(NOT_FOUND, "Nothing is found under this path.");
            case 405 -> Problem.of(METHOD_NOT_ALLOWED, "Allow names the methods that this resource knows.");
            case 406 -> Problem.of(NOT_ACCEPTABLE, "What Accept asks for is not produced here.");
            case 409 -> Problem.of(CONFLICT, "The request conflicts with the present state.");
            case 412 -> Problem.of(STALE_VERSION, "A precondition of the request does not hold.");
            case 413 -> Problem.of(BODY_TOO_LARGE, "The body is larger than what is read here.");
            case 415 -> Problem.of(UNSUPPORTED_MEDIA_TYPE, "The Content-Type is none that is read here.");
            case 422 -> Problem.of(RULE_BROKEN, "The request cannot be carried out.");
            case 429 -> Problem.of(TOO_MANY_REQUESTS, "Wait before the next request.");
            case 503 -> Problem.of(UNAVAILABLE, "Try again later.");
            default ->
                status >= 500
                        ? Problem.of(INTERNAL, "It is logged under the request id.")
                        : Problem.of(MALFORMED_REQUEST, "The request cannot be read.");
        };
    }
}
