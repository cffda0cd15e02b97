package org.diplofeed.web.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What is traced: a share of the requests that begin a trace, and whatever belongs to a trace. Nothing else begins one:
 * loops that ask the database whether there is something to do would drown the rest.
 */
@ApplicationScoped
class RequestSampler implements Sampler {
    private final Sampler requests;

    RequestSampler(TraceConfig config) {
        this.requests = Sampler.traceIdRatioBased(config.share());
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        var cause = Span.fromContext(parent).getSpanContext();
        if (cause.isValid()) {
            return cause.isSampled() ? SamplingResult.recordAndSample() : SamplingResult.drop();
        }
        return kind == SpanKind.SERVER
                ? requests.shouldSample(parent, traceId, name, kind, attributes, links)
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "requests, and what belongs to a trace: " + requests.getDescription();
    }
}
