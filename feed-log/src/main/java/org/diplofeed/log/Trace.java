package org.diplofeed.log;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace of an event, from the request that put it on the record to the last that comes of it. It travels with the
 * event as the W3C trace context of whoever sent it.
 *
 * <p>What is done for many events at once is one span: a child of the first cause that is traced, and linked to the
 * others, {@value #MOST_LINKS} at most. Where no cause is traced there is no span, and it costs a look at a header an
 * event. Spans hold names and numbers, never what was said.
 */
public final class Trace {
    /** CloudEvents' extension for distributed tracing, as a Kafka header. */
    public static final String HEADER = "ce_traceparent";

    private static final int MOST_LINKS = 64;
    private static final int LENGTH = 55;
    private static final String SCOPE = "org.diplofeed";

    private static final Open NOTHING = () -> {};

    private Trace() {}

    /** A span that is under way. */
    public interface Open extends AutoCloseable {
        /** Ends it. */
        @Override
        void close();
    }

    /** A span's place in the whole. */
    public enum Part {
        /** Within a service. */
        INTERNAL(SpanKind.INTERNAL),
        /** Onto the log. */
        PRODUCE(SpanKind.PRODUCER),
        /** From the log. */
        CONSUME(SpanKind.CONSUMER),
        /** To somebody else's server. */
        CALL(SpanKind.CLIENT);

        private final SpanKind kind;

        Part(SpanKind kind) {
            this.kind = kind;
        }
    }

    /** Where events say what they are traced by. */
    static Stream<@Nullable String> of(Stream<Map<String, String>> headers) {
        return headers.map(all -> all.get(HEADER));
    }

    /**
     * Opens a span in the causes' trace, if any of them is traced; what is done until it is closed, by this thread,
     * belongs to it.
     *
     * @param name of few values: what is done, and to what kind of thing
     * @param causes their trace contexts; null or unusable where there is none
     */
    // Closing what is returned closes the scope.
    @SuppressWarnings("MustBeClosedChecker")
    public static Open span(Part part, String name, Stream<@Nullable String> causes) {
        var traced = traced(causes);
        if (traced.isEmpty()) {
            return NOTHING;
        }
        var builder = GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(name)
                .setSpanKind(part.kind)
                .setParent(Context.root().with(Span.wrap(traced.getFirst())));
        traced.stream().skip(1).forEach(builder::addLink);
        var span = builder.startSpan();
        var scope = span.makeCurrent();
        var traceId = MDC.putCloseable("traceId", span.getSpanContext().getTraceId());
        var spanId = MDC.putCloseable("spanId", span.getSpanContext().getSpanId());
        return () -> {
            spanId.close();
            traceId.close();
            scope.close();
            span.end();
        };
    }

    /** The trace context of what is done now, as W3C writes it; null where it is not traced. */
    public static @Nullable String current() {
        var context = Span.current().getSpanContext();
        return context.isValid() && context.isSampled()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
                : null;
    }

    private static List<SpanContext> traced(Stream<@Nullable String> causes) {
        var traced = new ArrayList<SpanContext>(1);
        String last = null;
        for (var causeOf = causes.iterator(); causeOf.hasNext() && traced.size() <= MOST_LINKS; ) {
            var cause = causeOf.next();
            if (cause != null && !cause.equals(last)) {
                last = cause;
                var context = read(cause);
                if (context.isValid() && context.isSampled()) {
                    traced.add(context);
                }
            }
        }
        return traced;
    }

    /** An invalid one, which is not sampled, for what W3C would not write. */
    private static SpanContext read(String traceparent) {
        if (traceparent.length() != LENGTH || !traceparent.equals(traceparent.toLowerCase(Locale.ROOT))) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(3, 35),
                traceparent.substring(36, 52),
                traceparent.endsWith("1") ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }
}
