package org.diplofeed.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.diplofeed.events.MalformedEvent;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into a problem, and never tells a client about our insides. */
public class ProblemMapping {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProblemMapping.class);
    private static final Set<String> KEPT_HEADERS =
            Set.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION);

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Routes routes;

    public ProblemMapping(Routes routes) {
        this.routes = routes;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException fault) {
        var answer = fault.problem().toResponseBuilder();
        if (fault.problem().status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
                || fault.problem().type().equals(ProblemType.NOT_FRESH_YET.uri())) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    @ServerExceptionMapper(
            value = {AuthenticationFailedException.class, UnauthorizedException.class},
            priority = 1)
    public Response unauthenticated(SecurityException fault) {
        return Problems.ofStatus(401)
                .toResponseBuilder()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper(priority = 1)
    public Response forbidden(ForbiddenException fault) {
        return Problems.ofStatus(403).toResponse();
    }

    @ServerExceptionMapper
    public Response malformed(MalformedEvent fault) {
        return Problem.of(ProblemType.INVALID_DOCUMENT, "The document does not fit its schema.")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response mapping(JsonMappingException fault) {
        return Problem.of(
                        ProblemType.INVALID_DOCUMENT,
                        "The document does not fit its schema.",
                        List.of(MappingFaults.describe(fault)))
                .toResponse();
    }

    @ServerExceptionMapper
    public Response syntax(JsonProcessingException fault) {
        return Problem.of(ProblemType.MALFORMED_JSON, "The body is not JSON.").toResponse();
    }

    @ServerExceptionMapper
    public Response method(NotAllowedException fault, UriInfo asked) {
        return Problems.ofStatus(405)
                .toResponseBuilder()
                .header(HttpHeaders.ALLOW, routes.methods(asked.getRequestUri().getPath()))
                .build();
    }

    @ServerExceptionMapper
    public Response mediaType(NotSupportedException fault, ContainerRequestContext asked) {
        var types = routes.mediaTypes(asked.getUriInfo().getRequestUri().getPath(), asked.getMethod());
        if (types.isEmpty()) {
            return Problems.ofStatus(415).toResponse();
        }
        return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Read here: " + types + ".")
                .toResponseBuilder()
                .header(HttpHeaders.ACCEPT, types)
                .build();
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException fault) {
        var original = fault.getResponse();
        if (original.getStatus() < 400) {
            return original;
        }
        var answer = Problems.ofStatus(original.getStatus()).toResponseBuilder();
        for (var header : KEPT_HEADERS) {
            var value = original.getHeaderString(header);
            if (value != null) {
                answer.header(header, value);
            }
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable fault, RoutingContext request) {
        if (ProblemType.of(fault) == ProblemType.UNAVAILABLE) {
            LOGGER.atWarn()
                    .addKeyValue("requestId", RequestId.of(request))
                    .addKeyValue("fault", Faults.describe(fault))
                    .log("the database does not answer a request");
            return problem(new ProblemException(ProblemType.UNAVAILABLE, "The database does not answer."));
        }
        // Not the message: it may quote a document.
        LOGGER.atError()
                .addKeyValue("requestId", RequestId.of(request))
                .addKeyValue("fault", Faults.describe(fault))
                .log("a request failed");
        return Problems.ofStatus(500).toResponse();
    }

    /** Completes a problem with what the request was, and puts the request id on every answer. */
    @ServerResponseFilter
    public void complete(ContainerRequestContext request, ContainerResponseContext response, RoutingContext routing) {
        if (response.getEntity() instanceof Problem problem) {
            var path = request.getUriInfo().getRequestUri().getRawPath();
            response.setEntity(
                    problem.during(path, RequestId.of(routing)), null, MediaType.valueOf(Problem.MEDIA_TYPE));
        }
    }
}
