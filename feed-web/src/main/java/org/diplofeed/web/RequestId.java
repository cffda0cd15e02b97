package org.diplofeed.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives each request an id, the client's where it has sent a usable one, and says it in the answer. */
@ApplicationScoped
public class RequestId {
    public static final String HEADER = "X-Request-Id";

    private static final String KEY = "diplofeed.request-id";
    private static final int FIRST = 10_000;
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, FIRST);
    }

    /** The request's id. */
    public static String of(RoutingContext request) {
        String known = request.get(KEY);
        if (known != null) {
            return known;
        }
        String sent = request.request().getHeader(HEADER);
        String id = sent != null && USABLE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        request.put(KEY, id);
        return id;
    }

    private static void assign(RoutingContext request) {
        request.response().putHeader(HEADER, of(request));
        request.next();
    }
}
