package org.diplofeed.alert.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.diplofeed.alert.target.TargetAnswer.Answered;
import org.diplofeed.alert.target.TargetAnswer.Failed;
import org.diplofeed.alert.target.TargetUrl.Reading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetClientTest {
    /** Of those that have to time out; the others have all the time that a busy machine needs. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CAP = 4_096;
    private static final String PASSWORD = "changeit";
    private static final AddressRules LOOPBACK = new AddressRules(List.of(AddressRange.parse("127.0.0.0/8")));

    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void an_answer_is_told_with_its_body() throws Exception {
        assertThat(answerOf(out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")))
                .isInstanceOfSatisfying(Answered.class, answered -> {
                    assertThat(answered.status()).isEqualTo(200);
                    assertThat(new String(answered.body(), US_ASCII)).isEqualTo("ok");
                    assertThat(answered.truncated()).isFalse();
                });
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
        var followed = new AtomicInteger();
        try (var elsewhere = new RawServer(_ -> followed.incrementAndGet())) {
            var answer = answerOf(out ->
                    write(out, "HTTP/1.1 302 Found\r\nLocation: " + elsewhere.url() + "\r\nContent-Length: 0\r\n\r\n"));

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answered.class, a -> assertThat(a.status()).isEqualTo(302));
            assertThat(followed).hasValue(0);
        }
    }

    @Test
    void an_endless_answer_is_cut_off_at_the_cap() throws Exception {
        var hungUp = new CountDownLatch(1);
        var answer = answerOf(out -> {
            write(out, "HTTP/1.1 200 OK\r\n\r\n");
            try {
                var chunk = new byte[65_536];
                for (long sent = 0; sent < 10L << 30; sent += chunk.length) {
                    out.write(chunk);
                }
            } catch (IOException _) {
                hungUp.countDown();
            }
        });

        assertThat(answer).isInstanceOfSatisfying(Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.body()).hasSize(CAP);
            assertThat(answered.truncated()).isTrue();
        });
        assertThat(hungUp.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_compressed_answer_is_never_inflated() throws Exception {
        var answer = answerOf(
                out -> write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answered.class, a -> assertThat(a.body()).hasSize(3));
    }

    @Test
    void a_target_that_accepts_and_says_nothing_times_out() throws Exception {
        assertThat(answerOf(SHORT, TargetClientTest::hang)).isEqualTo(new Failed(TargetFault.TIMEOUT));
    }

    @Test
    void a_target_that_drips_its_headers_times_out() throws Exception {
        assertThat(answerOf(SHORT, out -> drip(out, "HTTP/1.1 200 OK\r\nX-Slow: ")))
                .isEqualTo(new Failed(TargetFault.TIMEOUT));
    }

    @Test
    void a_target_that_drips_its_body_times_out_though_its_status_was_fine() throws Exception {
        assertThat(answerOf(SHORT, out -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")))
                .isEqualTo(new Failed(TargetFault.TIMEOUT));
    }

    @Test
    void a_connection_that_breaks_within_the_body_is_a_failure() throws Exception {
        assertThat(answerOf(out -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")))
                .isEqualTo(new Failed(TargetFault.HTTP));
    }

    @Test
    void a_connection_that_is_reset_is_a_failure() throws Exception {
        try (var server = new RawServer(socket -> {
            RawServer.readRequest(socket);
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertThat(client(name -> List.of()).send(get(server.url()))).isEqualTo(new Failed(TargetFault.HTTP));
        }
    }

    @Test
    void what_is_no_http_is_a_failure() throws Exception {
        assertThat(answerOf(out -> write(out, "220 mail.example ESMTP\r\n"))).isEqualTo(new Failed(TargetFault.HTTP));
    }

    @Test
    void a_port_where_nobody_listens_is_told_as_no_connection() throws Exception {
        String url;
        try (var server = new RawServer(_ -> {})) {
            url = server.url();
        }
        assertThat(client(name -> List.of()).send(get(url))).isEqualTo(new Failed(TargetFault.CONNECT));
    }

    @Test
    void one_forbidden_address_among_the_answers_refuses_the_whole() throws Exception {
        try (var server = new RawServer(_ -> {})) {
            var client = client(name -> List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("10.0.0.1")));

            assertThat(client.send(get("http://desk.example:" + server.port() + "/")))
                    .isEqualTo(new Failed(TargetFault.TARGET_FORBIDDEN));
            assertThat(server.connections()).isZero();
            assertThat(client.isForbidden(target("http://desk.example/"))).isTrue();
        }
    }

    @Test
    void a_name_that_resolves_elsewhere_the_second_time_is_judged_each_time_and_asked_once_an_attempt()
            throws Exception {
        try (var server = new RawServer(ok())) {
            var asked = new AtomicInteger();
            var client = client(_ ->
                    List.of(InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")));
            var request = get("http://desk.example:" + server.port() + "/");

            assertThat(client.send(request)).isInstanceOf(Answered.class);
            assertThat(asked).hasValue(1);
            assertThat(client.send(request)).isEqualTo(new Failed(TargetFault.TARGET_FORBIDDEN));
            assertThat(asked).hasValue(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void the_next_address_is_tried_when_nobody_listens_at_the_first() throws Exception {
        try (var server = new RawServer(ok())) {
            var client = client(_ -> List.of(InetAddress.ofLiteral("127.9.9.9"), InetAddress.ofLiteral("127.0.0.1")));

            assertThat(client.send(get("http://desk.example:" + server.port() + "/")))
                    .isInstanceOf(Answered.class);
        }
    }

    @Test
    void a_name_without_addresses_is_told_as_dns_and_is_not_forbidden() {
        var client = client(name -> {
            throw new UnknownHostException(name);
        });

        assertThat(client.send(get("http://desk.example/"))).isEqualTo(new Failed(TargetFault.DNS));
        assertThat(client.isForbidden(target("http://desk.example/"))).isFalse();
    }

    @Test
    void a_resolver_that_hangs_is_within_the_deadline() {
        var never = new CountDownLatch(1);
        var client = client(SHORT, _ -> {
            try {
                never.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        });

        assertThat(client.send(get("http://desk.example/"))).isEqualTo(new Failed(TargetFault.TIMEOUT));
        never.countDown();
    }

    @Test
    void the_certificate_has_to_be_the_names_own_and_trusted(@TempDir Path directory) throws Exception {
        var store = directory.resolve("desk.p12");
        makeCertificate(store, "desk.example");
        var certificate = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
        var server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .requestHandler(request -> request.response().end(String.valueOf(request.authority())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        var trusting = new HttpClientOptions().setTrustOptions(certificate);
        AddressResolver loopback = _ -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        String port = ":" + server.actualPort() + "/";

        assertThat(client(trusting, loopback).send(get("https://desk.example" + port)))
                .isInstanceOfSatisfying(
                        Answered.class,
                        a -> assertThat(new String(a.body(), US_ASCII))
                                .isEqualTo("desk.example:" + server.actualPort()));
        assertThat(client(trusting, loopback).send(get("https://other.example" + port)))
                .isEqualTo(new Failed(TargetFault.TLS));
        assertThat(client(loopback).send(get("https://desk.example" + port))).isEqualTo(new Failed(TargetFault.TLS));
    }

    /** By the JDK's own tool: neither the JDK nor Netty makes certificates without it. */
    private static void makeCertificate(Path store, String name) throws IOException, InterruptedException {
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "desk",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isZero();
    }

    private interface Answering {
        void to(OutputStream out) throws IOException;
    }

    private static TargetAnswer answerOf(Answering answering) throws IOException {
        return answerOf(LONG, answering);
    }

    private static TargetAnswer answerOf(Duration deadline, Answering answering) throws IOException {
        try (var server = new RawServer(socket -> {
            RawServer.readRequest(socket);
            answering.to(socket.getOutputStream());
        })) {
            return client(deadline, _ -> List.of()).send(get(server.url()));
        }
    }

    private static TargetClient client(Duration deadline, AddressResolver resolver) {
        return new TargetClient(vertx, new HttpClientOptions(), resolver, LOOPBACK, deadline, CAP);
    }

    private static RawServer.Handler ok() {
        return (Socket socket) -> {
            RawServer.readRequest(socket);
            write(socket.getOutputStream(), "HTTP/1.1 204 No Content\r\n\r\n");
        };
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(US_ASCII));
        out.flush();
    }

    private static void hang(OutputStream out) {
        // Until the client hangs up, which the server's close waits for.
        RawServer.awaitQuietly(Duration.ofSeconds(4));
    }

    private static void drip(OutputStream out, String head) throws IOException {
        write(out, head);
        for (int i = 0; i < 40; i++) {
            write(out, "x");
            RawServer.awaitQuietly(Duration.ofMillis(100));
        }
    }

    private static TargetClient client(AddressResolver resolver) {
        return client(new HttpClientOptions(), resolver);
    }

    private static TargetClient client(HttpClientOptions options, AddressResolver resolver) {
        return new TargetClient(vertx, options, resolver, LOOPBACK, LONG, CAP);
    }

    private static TargetRequest get(String url) {
        var target = target(url);
        return new TargetRequest("GET", target, target.requestTarget(), Map.of(), new byte[0]);
    }

    private static TargetUrl target(String url) {
        return ((Reading.Usable) TargetUrl.read(url)).url();
    }
}
