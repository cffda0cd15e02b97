package org.diplofeed.web.rate;

import static org.diplofeed.web.ProblemType.TOO_MANY_REQUESTS;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.BiConsumer;
import org.diplofeed.web.Problem;
import org.diplofeed.web.Subject;
import org.diplofeed.web.UnroutedProblems;
import org.jspecify.annotations.Nullable;

/**
 * Counts every request before a resource sees it. A request whose token is refused counts for its address, so that
 * guessing tokens is limited too. What describes the interface under {@code /q} is free, and so is the management port.
 */
@ApplicationScoped
public class RateLimit {
    /** Behind Quarkus' own authentication, which is at 200. */
    private static final int AFTER_AUTHENTICATION = 50;

    private static final String DESCRIPTIONS = "/q/";
    private static final long MOST_DRAINED = 1 << 20;

    private final RateLimitConfig config;
    private final Quotas subjects;
    private final Quotas addresses;

    RateLimit(RateLimitConfig config) {
        this.config = config;
        this.subjects = new Quotas("subject", config.quota(), config.window(), config.clients());
        this.addresses = new Quotas("address", config.anonymousQuota(), config.window(), config.clients());
    }

    void register(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(this::check, AFTER_AUTHENTICATION);
        }
    }

    private void check(RoutingContext request) {
        if (request.normalizedPath().startsWith(DESCRIPTIONS)) {
            request.next();
            return;
        }
        var identity = request.request().getHeader("Authorization") == null
                ? null
                : QuarkusHttpUser.getSecurityIdentity(request, null);
        if (identity == null) {
            count(request, null);
            return;
        }
        // Quarkus would answer a refused token at once; who handles the request further on is told of it as ever.
        Object refusal = request.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        BiConsumer<RoutingContext, Throwable> later = (_, _) -> {};
        request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, later);
        identity.onTermination()
                .invoke(() -> request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, refusal))
                .subscribe()
                .with(known -> count(request, Subject.of(known)), _ -> count(request, null));
    }

    private void count(RoutingContext request, @Nullable String subject) {
        var verdict = subject == null ? addresses.take(ClientAddress.of(request)) : subjects.take(subject);
        var response = request.response();
        response.putHeader("RateLimit-Policy", verdict.policy());
        response.putHeader("RateLimit", verdict.state());
        if (verdict.allowed()) {
            request.next();
        } else {
            response.putHeader("Retry-After", Long.toString(verdict.retryAfterSeconds()));
            endUnread(request);
            UnroutedProblems.send(
                    request,
                    Problem.of(TOO_MANY_REQUESTS, "The quota is used up; RateLimit-Policy and Retry-After have it."));
        }
    }

    /** A small body is read over, so that the connection stays usable; a large one is not waited for. */
    private static void endUnread(RoutingContext request) {
        var length = request.request().getHeader("Content-Length");
        boolean chunked = request.request().getHeader("Transfer-Encoding") != null;
        if (chunked || (length != null && (length.length() > 9 || Long.parseLong(length) > MOST_DRAINED))) {
            request.response().putHeader("Connection", "close");
        } else {
            request.request().resume();
        }
    }
}
