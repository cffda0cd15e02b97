package org.diplofeed.web.trace;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of a request, which the events that it puts on the record carry on. */
public final class RequestTrace {
    /** One that is not like this is to be ignored. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private RequestTrace() {}

    /** The present span's where this service traces the request, else what the client sent; null for none. */
    public static @Nullable String of(HttpServerRequest request) {
        var span = Span.current().getSpanContext();
        if (span.isSampled()) {
            return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-01";
        }
        var sent = request.getHeader("traceparent");
        return sent != null && TRACEPARENT.matcher(sent).matches() ? sent : null;
    }
}
