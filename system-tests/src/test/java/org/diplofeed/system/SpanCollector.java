package org.diplofeed.system;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Takes spans by OTLP over HTTP and keeps them. */
final class SpanCollector implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final Queue<Taken> spans = new ConcurrentLinkedQueue<>();

    /** A span, and the service that sent it. */
    record Taken(String service, Span span) {
        String traceId() {
            return HEX.formatHex(span.getTraceId().toByteArray());
        }

        String id() {
            return HEX.formatHex(span.getSpanId().toByteArray());
        }

        String parent() {
            return HEX.formatHex(span.getParentSpanId().toByteArray());
        }

        /** As in {@code timeline-service: project timeline}. */
        String what() {
            return service + ": " + span.getName();
        }
    }

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                InputStream body = exchange.getRequestBody();
                take(ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body));
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, 0);
                ExportTraceServiceResponse.getDefaultInstance().writeTo(exchange.getResponseBody());
            }
        });
        server.start();
    }

    private void take(ExportTraceServiceRequest request) {
        for (var resource : request.getResourceSpansList()) {
            String service = resource.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElse("");
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(new Taken(service, span))));
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Taken> all() {
        return List.copyOf(spans);
    }

    /** The spans of a trace, as soon as they are enough. */
    List<Taken> await(String traceId, Predicate<List<Taken>> enough, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var found = spans.stream()
                    .filter(taken -> taken.traceId().equals(traceId))
                    .toList();
            if (enough.test(found) || System.nanoTime() > deadline) {
                return found;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
