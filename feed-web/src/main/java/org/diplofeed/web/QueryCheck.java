package org.diplofeed.web;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses what is asked by a parameter that a resource does not take, or by a value that cannot be one: whoever
 * mistypes a clock or a filter must not get the answer to another question. A resource without parameters takes any,
 * for an address of it may be followed by a feed reader or a mail program that adds some of its own.
 */
public class QueryCheck {
    private final Map<Method, QueryParameters> known = new ConcurrentHashMap<>();

    /**
     * Looks at the parameters of a request whose resource has been found.
     *
     * @throws ProblemException malformed-request, naming the parameter and what it has to be
     */
    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo asked) {
        var parameters = known.computeIfAbsent(resource.getResourceMethod(), QueryParameters::of);
        if (parameters.types().isEmpty()) {
            return;
        }
        asked.getQueryParameters().forEach((name, values) -> {
            var fault = parameters.fault(name, values);
            if (fault != null) {
                throw new ProblemException(ProblemType.MALFORMED_REQUEST, fault);
            }
        });
    }
}
