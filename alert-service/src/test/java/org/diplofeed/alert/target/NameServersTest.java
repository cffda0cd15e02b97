package org.diplofeed.alert.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.diplofeed.alert.target.TargetAnswer.Answered;
import org.diplofeed.alert.target.TargetAnswer.Failed;
import org.diplofeed.alert.target.TargetUrl.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of a real name server's answers. */
class NameServersTest {
    private static final AddressRules PUBLIC_ALONE = new AddressRules(List.of());
    /** Stands for a public address, for a test sends nothing out. */
    private static final AddressRules SECOND_LOOPBACK = new AddressRules(List.of(AddressRange.parse("127.0.0.2/32")));

    private final Vertx vertx = Vertx.vertx();
    private final DnsServer dns = new DnsServer();
    private final NameServers nameServers = NameServers.of(List.of(dns.address()));

    @AfterEach
    void close() {
        nameServers.close();
        dns.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void a_name_that_is_public_when_it_is_checked_and_loopback_when_it_is_sent_to_is_refused() {
        // given
        dns.answering("rebind.example", 0, "93.184.216.34").answering("rebind.example", 0, "127.0.0.1");
        var client = client(PUBLIC_ALONE);
        boolean forbiddenAtFirst = client.isForbidden(target("http://rebind.example/"));

        // when
        var answer = client.send(get("http://rebind.example/"));

        // then
        assertThat(forbiddenAtFirst).isFalse();
        assertThat(answer).isEqualTo(new Failed(TargetFault.TARGET_FORBIDDEN));
    }

    @Test
    void who_connects_asks_no_second_time() throws Exception {
        // given
        dns.answering("desk.example", 0, "127.0.0.2").answering("desk.example", 0, "127.0.0.1");
        try (var server = RawServer.at("127.0.0.2", socket -> {
            RawServer.readRequest(socket);
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
        })) {
            var client = client(SECOND_LOOPBACK);
            var request = get("http://desk.example:" + server.port() + "/");

            // when
            var first = client.send(request);
            var second = client.send(request);

            // then
            assertThat(first).isInstanceOf(Answered.class);
            assertThat(second).isEqualTo(new Failed(TargetFault.TARGET_FORBIDDEN));
            assertThat(dns.asked("desk.example")).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd00::1", "::1", "::ffff:7f00:1", "64:ff9b::7f00:1"})
    void one_forbidden_address_of_either_family_refuses_the_whole(String forbidden) {
        // given
        dns.answering("mixed.example", 0, "93.184.216.34", "2606:2800:220:1::1", forbidden);

        // when
        boolean refused = client(PUBLIC_ALONE).isForbidden(target("http://mixed.example/"));

        // then
        assertThat(refused).isTrue();
    }

    @Test
    void both_families_are_found() throws UnknownHostException {
        // given
        dns.answering("both.example", 0, "93.184.216.34", "2606:2800:220:1::1");

        // when
        var addresses = nameServers.resolve("both.example");

        // then
        assertThat(addresses)
                .extracting(InetAddress::getHostAddress)
                .containsExactlyInAnyOrder("93.184.216.34", "2606:2800:220:1:0:0:0:1");
    }

    @Test
    void an_answer_is_kept_for_as_long_as_its_name_server_says() throws UnknownHostException {
        // given
        dns.answering("kept.example", 300, "93.184.216.34").answering("fleeting.example", 0, "93.184.216.34");

        // when
        for (int i = 0; i < 3; i++) {
            nameServers.resolve("kept.example");
            nameServers.resolve("fleeting.example");
        }

        // then
        assertThat(dns.asked("kept.example")).isEqualTo(1);
        assertThat(dns.asked("fleeting.example")).isEqualTo(3);
    }

    @Test
    void a_name_that_nobody_has_is_told_as_dns() {
        assertThat(client(PUBLIC_ALONE).send(get("http://nobody.example/"))).isEqualTo(new Failed(TargetFault.DNS));
    }

    @Test
    void names_whose_servers_are_silent_hold_nobody_else_up() throws Exception {
        // given
        dns.answering("desk.example", 0, "93.184.216.34");
        var client = client(PUBLIC_ALONE, Duration.ofSeconds(3));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hanging = new ArrayList<Future<TargetAnswer>>();
            for (int i = 0; i < 200; i++) {
                var request = get("http://" + dns.silentName(i) + "/");
                hanging.add(threads.submit(() -> client.send(request)));
            }

            // when
            var others = threads.submit(() -> nameServers.resolve("desk.example"));

            // then
            assertThat(others.get(30, TimeUnit.SECONDS)).hasSize(1);
            for (var answer : hanging) {
                assertThat(answer.get()).isEqualTo(new Failed(TargetFault.TIMEOUT));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.example", "127.0.0.1:", "127.0.0.1:x", "[::1", "::1:53:99999:zz", "127.0.0.1:99999"})
    void a_name_server_that_is_no_address_is_refused(String text) {
        assertThatThrownBy(() -> NameServers.of(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.1:5353", "::1", "[::1]:5353", " 127.0.0.1 "})
    void a_name_server_is_an_address_with_or_without_a_port(String text) {
        assertThatCode(() -> NameServers.of(List.of(text)).close()).doesNotThrowAnyException();
    }

    private TargetClient client(AddressRules rules) {
        return client(rules, Duration.ofSeconds(60));
    }

    private TargetClient client(AddressRules rules, Duration deadline) {
        return new TargetClient(vertx, new HttpClientOptions(), nameServers, rules, deadline, 4_096);
    }

    private static TargetRequest get(String url) {
        var target = target(url);
        return new TargetRequest("GET", target, target.requestTarget(), Map.of(), new byte[0]);
    }

    private static TargetUrl target(String url) {
        return ((Reading.Usable) TargetUrl.read(url)).url();
    }
}
