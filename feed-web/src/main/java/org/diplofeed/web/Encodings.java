package org.diplofeed.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells caches that an answer depends on Accept-Encoding (RFC 9110, 12.5.5), which Quarkus' compression leaves out. */
@ApplicationScoped
public class Encodings {
    private static final int AFTER_REQUEST_ID = 9_500;

    private final Set<String> compressed;

    // The key is Quarkus' own; this only reads it.
    Encodings(@ConfigProperty(name = "quarkus.http.compress-media-types") List<String> compressed) {
        this.compressed = Set.copyOf(compressed);
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, AFTER_REQUEST_ID);
    }

    private void watch(RoutingContext request) {
        request.addHeadersEndHandler(_ -> declare(request.response()));
        request.next();
    }

    private void declare(HttpServerResponse response) {
        var type = response.headers().get("Content-Type");
        if (type != null && compressed.contains(bare(type))) {
            response.headers().add("Vary", "Accept-Encoding");
        }
    }

    private static String bare(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip();
    }
}
