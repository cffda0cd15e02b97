package org.diplofeed.alert.subscription;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which part of a collection is asked for, and how it is answered: all collections alike. */
public class PageQuery {
    @RestQuery
    @Parameter(description = "The next of the page before, unchanged.")
    @Nullable
    String cursor;

    @RestQuery
    @DefaultValue(Page.DEFAULT_LIMIT)
    @Parameter(description = "How many at most.", schema = @Schema(minimum = "1", maximum = "200"))
    int limit;

    @Context
    @SuppressWarnings("NullAway.Init") // The framework sets it.
    UriInfo uri;

    /**
     * How many to read: one more than the page holds, to know whether another follows.
     *
     * @throws ProblemException malformed-request, unless 1 to 200 are asked for
     */
    public int toRead() {
        return Page.limit(limit) + 1;
    }

    /**
     * The key of the last one of the page before; empty for the first page.
     *
     * @throws ProblemException bad-cursor
     */
    public String after() {
        return Page.key(cursor);
    }

    /** The page of those that were read, with a link to the next (RFC 8288). */
    public <T> RestResponse<Page<T>> answer(List<T> read, Function<T, String> key) {
        return answer(Page.of(read, limit, key));
    }

    /** The page, with a link to the next (RFC 8288). */
    public <T> RestResponse<Page<T>> answer(Page<T> page) {
        var answer = RestResponse.ResponseBuilder.ok(page);
        if (page.next() != null) {
            var next = uri.getRequestUriBuilder()
                    .replaceQueryParam("cursor", page.next())
                    .build();
            String query = next.getRawQuery();
            answer.header("Link", "<" + next.getRawPath() + "?" + query + ">; rel=\"next\"");
        }
        return answer.build();
    }
}
