package org.diplofeed.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/** A newsroom's server: consents to challenges, keeps what it gets, answers as it is told. */
public final class Receiver implements AutoCloseable {
    /** A webhook as it came. */
    public record Received(Map<String, List<String>> headers, String body) {
        /** The one value of a header. */
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile IntUnaryOperator status = _ -> 204;
    private volatile boolean consents = true;

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** Answers the n-th webhook, from 1, with this status. */
    public Receiver answering(IntUnaryOperator statusOfNth) {
        status = statusOfNth;
        return this;
    }

    /** Answers challenges with something else. */
    public Receiver refusing() {
        consents = false;
        return this;
    }

    public Receiver consenting() {
        consents = true;
        return this;
    }

    /** The webhooks that came, in the order in which they did. */
    public List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("GET")) {
                String challenge = exchange.getRequestURI().getQuery().replaceFirst(".*challenge=", "");
                byte[] body = (consents ? challenge : "no").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                return;
            }
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            int nth;
            synchronized (received) {
                received.add(new Received(headers, body));
                nth = received.size();
            }
            exchange.sendResponseHeaders(status.applyAsInt(nth), -1);
        }
    }
}
