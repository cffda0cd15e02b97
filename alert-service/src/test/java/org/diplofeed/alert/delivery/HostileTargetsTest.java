package org.diplofeed.alert.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.diplofeed.alert.target.RawServer;
import org.junit.jupiter.api.Test;

/** Targets that misbehave in every way at once, beside one that does not. */
class HostileTargetsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String BUSY = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nRetry-After: ";
    private static final String END = "\r\n\r\n";

    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;
    private final Map<String, RawServer.Handler> targets = new LinkedHashMap<>();

    @Test
    void what_each_of_them_does_is_logged_and_put_off_as_it_asks_and_the_healthy_one_waits_for_none()
            throws IOException {
        // given
        targets.put("hangs", _ -> RawServer.awaitQuietly(Duration.ofSeconds(8)));
        targets.put("drips", HostileTargetsTest::drip);
        targets.put("resets in the body", HostileTargetsTest::reset);
        targets.put("never ends", HostileTargetsTest::flood);
        targets.put("is a gzip bomb", HostileTargetsTest::bomb);
        targets.put(
                "redirects",
                saying("HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\n"
                        + "Location: http://169.254.169.254/latest/meta-data/"));
        targets.put("speaks no HTTP", saying("220 mail.example ESMTP"));
        targets.put("speaks no TLS", socket -> {
            write(socket, OK + END);
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
        targets.put("is gone", saying("HTTP/1.1 410 Gone\r\nContent-Length: 0"));
        targets.put("fails", saying("HTTP/1.1 500 Oh\r\nContent-Length: 0"));
        targets.put("is busy", saying("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0"));
        targets.put("is busy for seconds", saying(BUSY + "600"));
        targets.put("is busy for part of one", saying(BUSY + "90.5"));
        targets.put("is busy until a date", saying(BUSY + httpDate(Duration.ofHours(2))));
        targets.put("was busy until a date", saying(BUSY + httpDate(Duration.ofHours(-2))));
        targets.put("is busy for ever", saying(BUSY + "999999999"));
        targets.put("is busy for nonsense", saying(BUSY + "soon"));
        var servers = new ArrayList<RawServer>();
        for (var target : targets.entrySet()) {
            var server = new RawServer(target.getValue());
            servers.add(server);
            String url =
                    target.getKey().equals("speaks no TLS") ? server.url().replace("http:", "https:") : server.url();
            database.subscribe(target.getKey(), url);
        }
        try (var healthy = new Receiver()) {
            database.subscribe("is healthy", healthy.url());

            // when
            try (var _ = bench.workers()) {
                database.project(confirmed("s1", 1));
                eventually(
                        () -> database.texts("select delivery_id from delivery_attempt where attempt = 1"),
                        attempts -> attempts.size() == targets.size() + 1);
            }

            // then: what is tried again soon may be at its second attempt
            assertThat(database.texts("""
                            select d.subscription_id || ': ' || d.state || ' ' || coalesce(a.status::text, a.error)
                              from delivery d join delivery_attempt a using (delivery_id) where a.attempt = 1
                            """))
                    .containsExactlyInAnyOrder(
                            "hangs: pending timeout",
                            "drips: pending timeout",
                            "resets in the body: pending http",
                            "never ends: delivered 200",
                            "is a gzip bomb: delivered 200",
                            "redirects: pending 307",
                            "speaks no HTTP: pending http",
                            "speaks no TLS: pending tls",
                            "is gone: held 410",
                            "fails: pending 500",
                            "is busy: pending 429",
                            "is busy for seconds: pending 429",
                            "is busy for part of one: pending 429",
                            "is busy until a date: pending 429",
                            "was busy until a date: pending 429",
                            "is busy for ever: pending 429",
                            "is busy for nonsense: pending 429",
                            "is healthy: delivered 204");
            assertThat(putOff("hangs")).isGreaterThanOrEqualTo(60);
            assertThat(putOff("drips")).isGreaterThanOrEqualTo(60);
            assertThat(putOff("is busy")).isBetween(60.0, 89.0);
            assertThat(putOff("is busy for seconds")).isBetween(600.0, 720.0);
            assertThat(putOff("is busy for part of one")).isBetween(90.5, 120.0);
            assertThat(putOff("is busy until a date")).isBetween(7_000.0, 7_230.0);
            assertThat(putOff("was busy until a date")).isBetween(60.0, 89.0);
            assertThat(putOff("is busy for ever")).isBetween(86_400.0, 86_430.0);
            assertThat(putOff("is busy for nonsense")).isBetween(60.0, 89.0);
            assertThat(database.texts("select max(length(answer)) from delivery_attempt"))
                    .containsExactly("4096");
            assertThat(healthy.received()).hasSize(1);
        } finally {
            for (var server : servers) {
                server.close();
            }
        }
    }

    /** Seconds from the attempt to the next. */
    private double putOff(String subscription) {
        return Double.parseDouble(database.texts("""
                        select extract(epoch from d.due - a.started_at)
                          from delivery d join delivery_attempt a using (delivery_id) where d.subscription_id = ?
                        """, subscription).getFirst());
    }

    private static String httpDate(Duration later) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(later).atOffset(ZoneOffset.UTC));
    }

    private static RawServer.Handler saying(String head) {
        return socket -> {
            RawServer.readRequest(socket);
            write(socket, head + END);
        };
    }

    private static void drip(Socket socket) throws IOException {
        RawServer.readRequest(socket);
        write(socket, OK + "Content-Length: 4000" + END);
        for (int i = 0; i < 80; i++) {
            write(socket, "x");
            RawServer.awaitQuietly(Duration.ofMillis(100));
        }
    }

    private static void reset(Socket socket) throws IOException {
        RawServer.readRequest(socket);
        write(socket, OK + "Content-Length: 4000" + END + "half");
        socket.setSoLinger(true, 0);
    }

    private static void flood(Socket socket) throws IOException {
        RawServer.readRequest(socket);
        write(socket, OK + "Content-Length: 10737418240" + END);
        var chunk = "x".repeat(65_536).getBytes(US_ASCII);
        for (long sent = 0; sent < 10L << 30; sent += chunk.length) {
            socket.getOutputStream().write(chunk);
        }
    }

    /** 64 MiB of zeros in some 64 KiB. */
    private static void bomb(Socket socket) throws IOException {
        RawServer.readRequest(socket);
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        write(socket, OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + END);
        bomb.writeTo(socket.getOutputStream());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
