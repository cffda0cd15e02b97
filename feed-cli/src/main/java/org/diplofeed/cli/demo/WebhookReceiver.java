package org.diplofeed.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A newsroom's end of a webhook: consents to a subscription by answering its challenge, and takes what comes only if
 * the Standard Webhooks library says that the signature is right. The same id twice is the same message.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/alerts";

    /**
     * One message whose signature was right.
     *
     * @param id its {@code webhook-id}
     * @param receivedAt when it came, by {@link System#nanoTime()}
     * @param body its JSON: type, timestamp and data
     * @param traceparent its W3C trace context, if it has one
     */
    public record Message(String id, long receivedAt, JsonNode body, Optional<String> traceparent) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Consumer<Message> onMessage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private String secret = "";
    private int refused;
    private int repeated;

    private WebhookReceiver(HttpServer server, Consumer<Message> onMessage) {
        this.server = server;
        this.onMessage = onMessage;
    }

    /**
     * Listens on a free port.
     *
     * @param host the address to bind to, such as 127.0.0.1
     * @param onMessage is called once for each new message, one at a time
     */
    public static WebhookReceiver start(String host, Consumer<Message> onMessage) {
        try {
            var receiver = new WebhookReceiver(HttpServer.create(new InetSocketAddress(host, 0), 0), onMessage);
            receiver.server.setExecutor(receiver.threads);
            receiver.server.createContext(PATH, receiver::handle);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + host, e);
        }
    }

    /** The address that a subscription names, by the host under which the sender reaches this machine. */
    public String url(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + PATH;
    }

    /** From now on messages have to be signed with this secret ({@code whsec_…}). */
    public void trust(String newSecret) {
        locked(() -> secret = newSecret);
    }

    /** Every message so far, in the order in which they came. */
    public List<Message> messages() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
    }

    /** How many came with a signature that is wrong. */
    public int refused() {
        return refused;
    }

    /** How many came again. */
    public int repeated() {
        return repeated;
    }

    /** Waits until there are so many messages, or the time is over; says which. */
    public boolean await(int count, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (messages.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return messages.size() >= count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (exchange.getRequestMethod()) {
                case "GET" -> answer(exchange, 200, challenge(exchange));
                case "POST" -> answer(exchange, receive(exchange, new String(body, StandardCharsets.UTF_8)), "");
                default -> answer(exchange, 405, "");
            }
        }
    }

    private int receive(HttpExchange exchange, String body) {
        long receivedAt = System.nanoTime();
        lock.lock();
        try {
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            new Webhook(secret).verify(body, headers);
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            if (seen.add(id)) {
                var message = new Message(
                        id,
                        receivedAt,
                        JSON.readTree(body),
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("traceparent")));
                messages.add(message);
                onMessage.accept(message);
            } else {
                repeated++;
            }
            changed.signalAll();
            return 204;
        } catch (WebhookVerificationException | EmptyWebhookSecretException | JsonProcessingException e) {
            refused++;
            return 400;
        } finally {
            lock.unlock();
        }
    }

    private static String challenge(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null) {
            return "";
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("challenge=")) {
                return URLDecoder.decode(pair.substring("challenge=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
