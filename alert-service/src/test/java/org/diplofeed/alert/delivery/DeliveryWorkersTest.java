package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.diplofeed.alert.target.AddressRange;
import org.diplofeed.alert.target.AddressRules;
import org.diplofeed.alert.target.RawServer;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeliveryWorkersTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final DeliverySettings SETTINGS = new DeliverySettings(
            64, 8, 4, Duration.ofSeconds(20), Duration.ofMillis(100), 64, 16, 1_000, Duration.ofMillis(100));
    private static final DeliverySettings SHORT_LEASE = new DeliverySettings(
            64, 8, 4, Duration.ofMillis(1), Duration.ofMillis(100), 64, 16, 1_000, Duration.ofMillis(100));

    private static Vertx vertx;
    private static TargetClient client;

    private final AlertDatabase database = new AlertDatabase();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        client = new TargetClient(
                vertx,
                new HttpClientOptions().setMaxPoolSize(64),
                name -> List.of(InetAddress.getAllByName(name)),
                new AddressRules(List.of(AddressRange.parse("127.0.0.0/8"))),
                Duration.ofSeconds(5),
                4_096);
    }

    @AfterAll
    static void close() {
        client.close();
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void an_alert_reads_whole_and_verifies_by_the_published_libraries() {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url(), "{\"holders\":[\"XAA\"]}", null, "active", false);
            database.project(confirmed("s1", 1));

            // when
            try (var _ = workers()) {
                eventually(() -> deliveries("delivered"), delivered -> delivered == 1);
            }

            // then
            var received = receiver.received().getFirst();
            assertThatCode(() -> new com.standardwebhooks.Webhook(AlertDatabase.SECRET.encoded())
                            .verify(received.body(), received.headers()))
                    .doesNotThrowAnyException();
            assertThatCode(() -> new com.svix.Webhook(AlertDatabase.SECRET.encoded())
                            .verify(received.body(), received.headers()))
                    .doesNotThrowAnyException();
            var message = json(received.body());
            assertThat(received.header("webhook-id"))
                    .isEqualTo(message.at("/data/alertId").asText());
            assertThat(message.at("/type").asText()).isEqualTo("alert.issued");
            assertThat(message.at("/data/pubstatus").asText()).isEqualTo("usable");
            assertThat(message.at("/data/class").asText()).isEqualTo("REVERSAL");
            assertThat(message.at("/data/holder/name").asText()).isEqualTo("Aaland");
            assertThat(message.at("/data/issue/proposition").asText()).isEqualTo("The bridge is built");
            assertThat(message.at("/data/before/stance").asInt()).isEqualTo(-2);
            assertThat(message.at("/data/after/stance").asInt()).isEqualTo(1);
            assertThat(message.at("/data/evidence/0/source/publisher").asText()).isEqualTo("Office of the premier");
            assertThat(message.at("/data/beforeEvidence/0/statementId").asText())
                    .isEqualTo("st.before");
            assertThat(message.at("/data/whyFired/sentence").asText())
                    .isEqualTo(
                            "Aaland moved from -2 FIRM to +1 STATED on “The bridge is built”: 3 points from 1 statement, "
                                    + "3 are needed.");
            assertThat(message.at("/data/matched/holders").asText()).isEqualTo("XAA");
            assertThat(message.at("/data/sequence").asInt()).isEqualTo(1);
        }
    }

    @Test
    void what_takes_back_an_alert_that_was_sent_passes_what_a_pause_holds_even_where_order_is_kept()
            throws SQLException {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/", "{}", null, "active", true);
        database.project(confirmed("s1", 1));
        database.run("update delivery set state = 'delivered', attempts = 1");
        database.run("update subscription set paused = true");
        database.project(confirmed("s2", 2));
        database.project(new ShiftWithdrawn(shift("s1", AT), 3, retracted("s1", AT)));

        // when
        var claimed = new DeliveryQueue(database.source(), SETTINGS).claim(false, 64);

        // then
        assertThat(claimed).hasSize(1);
        assertThat(claimed.getFirst().webhookId())
                .isEqualTo(database.texts("select alert_id from alert where sequence = 3")
                        .getFirst());
    }

    @Test
    void a_delivery_that_fails_while_its_subscription_is_paused_is_held() {
        // given
        try (var receiver = new Receiver().answering(_ -> {
            database.run("update subscription set paused = true");
            return 500;
        })) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));

            // when
            try (var _ = workers()) {
                eventually(() -> deliveries("held"), held -> held == 1);
            }

            // then
            assertThat(database.texts("select state from delivery")).containsExactly("held");
        }
    }

    @Test
    void a_failed_delivery_is_tried_again_under_the_same_id_and_logged() {
        try (var receiver = new Receiver().answering(nth -> nth == 1 ? 500 : 200)) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            try (var _ = workers()) {
                eventually(() -> deliveries("pending"), _ -> receiver.received().size() == 1);
                eventually(
                        () -> database.texts("select status from delivery_attempt"), log -> log.equals(List.of("500")));

                // when
                database.run("update delivery set due = clock_timestamp()");
                eventually(() -> deliveries("delivered"), delivered -> delivered == 1);
            }

            // then
            assertThat(receiver.received())
                    .extracting(r -> r.header("webhook-id"))
                    .hasSize(2)
                    .containsOnly(receiver.received().getFirst().header("webhook-id"));
            assertThat(receiver.received())
                    .extracting(Receiver.Received::body)
                    .containsOnly(receiver.received().getFirst().body());
            assertThat(database.texts("select status from delivery_attempt order by attempt"))
                    .containsExactly("500", "200");
            assertThat(database.texts("select headers from delivery_attempt"))
                    .noneMatch(headers -> headers.contains("v1,"));
        }
    }

    @Test
    void a_worker_that_dies_between_claim_and_send_loses_nothing_and_sends_nothing_twice() throws SQLException {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));

            // when
            var claimed = new DeliveryQueue(database.source(), SHORT_LEASE).claim(false, 10);

            // then
            assertThat(claimed).hasSize(1);
            try (var _ = workers()) {
                eventually(() -> deliveries("delivered"), delivered -> delivered == 1);
            }
            assertThat(receiver.received()).hasSize(1);
            assertThat(database.texts("select coalesce(error, 'ok') from delivery_attempt order by attempt"))
                    .containsExactly("lost", "ok");
            assertThat(database.texts("select in_flight from endpoint")).containsExactly("0");
        }
    }

    @Test
    void a_worker_that_dies_between_send_and_completion_sends_again_under_the_same_id() throws SQLException {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            var claimed = new DeliveryQueue(database.source(), SHORT_LEASE)
                    .claim(false, 10)
                    .getFirst();

            // when
            new DeliverySender(client, database.secrets()).attempt(claimed, System.nanoTime());

            // then
            try (var _ = workers()) {
                eventually(() -> deliveries("delivered"), delivered -> delivered == 1);
            }
            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received().get(0).header("webhook-id"))
                    .isEqualTo(receiver.received().get(1).header("webhook-id"));
        }
    }

    @Test
    void a_worker_that_lost_its_lease_completes_nothing() throws SQLException {
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        database.project(confirmed("s1", 1));
        var slow = new DeliveryQueue(database.source(), SHORT_LEASE);
        var lost = slow.claim(false, 10).getFirst();
        eventually(slow::reclaim, reclaimed -> reclaimed == 1);
        var held =
                new DeliveryQueue(database.source(), SETTINGS).claim(false, 10).getFirst();

        // when
        slow.complete(List.of(new DeliverySender(client, database.secrets()).attempt(lost, System.nanoTime())));

        // then
        assertThat(database.texts("select state || ' ' || claim from delivery"))
                .containsExactly("in_flight " + held.claim());
        assertThat(database.texts("select in_flight from endpoint")).containsExactly("1");
    }

    @Test
    void two_workers_share_the_queue_and_deliver_each_alert_once() {
        try (var receiver = new Receiver()) {
            IntStream.range(0, 10).forEach(i -> database.subscribe("sub_" + i, receiver.url()));

            // when
            try (var _ = workers();
                    var _ = workers()) {
                for (int i = 1; i <= 20; i++) {
                    database.project(confirmed("s" + i, i));
                }
                eventually(() -> deliveries("delivered"), delivered -> delivered == 200);
            }

            // then
            assertThat(new HashSet<>(receiver.received().stream()
                            .map(r -> r.header("webhook-id"))
                            .toList()))
                    .hasSize(200);
            assertThat(receiver.received()).hasSize(200);
        }
    }

    @Test
    void a_target_that_is_gone_is_disabled_at_once_and_its_alerts_are_held() {
        try (var receiver = new Receiver().answering(_ -> 410)) {
            database.subscribe("sub_a", receiver.url());

            // when
            try (var _ = workers()) {
                database.project(confirmed("s1", 1));
                eventually(() -> deliveries("held"), held -> held == 1);
                database.project(confirmed("s2", 2));
            }

            // then
            assertThat(database.texts("select status || ' ' || status_reason from subscription"))
                    .containsExactly("disabled gone");
            assertThat(deliveries("held")).isEqualTo(2);
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void a_withdrawal_follows_its_original_and_never_overtakes_it() throws SQLException {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            var queue = new DeliveryQueue(database.source(), SETTINGS);
            var original = queue.claim(false, 10).getFirst();

            // when
            database.project(new ShiftWithdrawn(shift("s1", AT), 2, retracted("s1", AT.plusSeconds(600))));

            // then
            assertThat(queue.claim(false, 10)).isEmpty();
            queue.complete(
                    List.of(new DeliverySender(client, database.secrets()).attempt(original, System.nanoTime())));
            try (var _ = workers()) {
                eventually(() -> deliveries("delivered"), delivered -> delivered == 2);
            }
            var withdrawal = json(receiver.received().get(1).body());
            assertThat(withdrawal.at("/type").asText()).isEqualTo("alert.withdrawn");
            assertThat(withdrawal.at("/data/pubstatus").asText()).isEqualTo("canceled");
            assertThat(withdrawal.at("/data/supersedes").asText())
                    .isEqualTo(json(receiver.received().get(0).body())
                            .at("/data/alertId")
                            .asText());
            assertThat(withdrawal.at("/data/reason/reason").asText()).isEqualTo("FABRICATED");
            assertThat(withdrawal.at("/data/retracted/statementId").asText()).isEqualTo("st.s1");
        }
    }

    @Test
    void an_original_that_fails_after_it_was_taken_back_is_not_tried_again() throws SQLException {
        try (var receiver = new Receiver().answering(_ -> 500)) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            var queue = new DeliveryQueue(database.source(), SETTINGS);
            var original = queue.claim(false, 10).getFirst();
            database.project(new ShiftWithdrawn(shift("s1", AT), 2, retracted("s1", AT.plusSeconds(600))));

            // when
            queue.complete(
                    List.of(new DeliverySender(client, database.secrets()).attempt(original, System.nanoTime())));

            // then
            assertThat(database.texts("select state from delivery order by position"))
                    .containsExactly("cancelled", "pending");
        }
    }

    @Test
    void a_black_hole_fills_its_own_slots_and_nobody_elses() throws Exception {
        try (var blackHole = new RawServer(_ -> RawServer.awaitQuietly(Duration.ofSeconds(6)));
                var receiver = new Receiver()) {
            database.subscribe("sub_a_black_hole", blackHole.url());
            var backlog = new ArrayList<FeedEvent>();
            for (int i = 1; i <= 50; i++) {
                backlog.add(confirmed("old" + i, i));
            }
            database.project(backlog.toArray(FeedEvent[]::new));
            database.subscribe("sub_b", receiver.url());

            // when
            try (var _ = workers()) {
                eventually(blackHole::connections, connections -> connections == SETTINGS.slots());
                database.project(confirmed("new", 51));
                eventually(receiver::received, received -> received.size() == 1);

                // then
                assertThat(database.texts("select in_flight from endpoint where subscription_id = 'sub_a_black_hole'"))
                        .containsExactly(Integer.toString(SETTINGS.slots()));
            }
        }
    }

    @Test
    void an_ordered_subscription_gets_a_position_s_alerts_one_after_another() throws SQLException {
        database.subscribe("sub_a", "http://127.0.0.1:9/", "{}", null, "active", true);
        database.project(confirmed("s1", 1), confirmed("s2", 2));
        var queue = new DeliveryQueue(database.source(), SETTINGS);

        // when
        var claimed = queue.claim(false, 10);

        // then
        assertThat(claimed)
                .extracting(c -> c.alert() == null ? 0 : c.alert().sequence())
                .containsExactly(1L);
        assertThat(queue.claim(false, 10)).isEmpty();
    }

    @Test
    void retries_leave_slots_to_first_attempts() throws SQLException {
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        var events = new ArrayList<FeedEvent>();
        for (int i = 1; i <= 20; i++) {
            events.add(confirmed("s" + i, i));
        }
        database.project(events.toArray(FeedEvent[]::new));
        database.run("update delivery set round = 1 where position <= 10");
        var queue = new DeliveryQueue(database.source(), SETTINGS);

        // when
        var retries = queue.claim(true, 64);
        var fresh = queue.claim(false, 64);

        // then
        assertThat(retries).hasSize(SETTINGS.slots() - SETTINGS.reservedSlots());
        assertThat(fresh).hasSize(SETTINGS.reservedSlots());
    }

    @Test
    void an_endpoint_that_keeps_failing_is_asked_one_at_a_time() throws SQLException {
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        database.project(confirmed("s1", 1), confirmed("s2", 2));
        database.run("update endpoint set failures = 1000");

        // when
        var claimed = new DeliveryQueue(database.source(), SETTINGS).claim(false, 10);

        // then
        assertThat(claimed).hasSize(1);
    }

    private DeliveryWorkers workers() {
        return DeliveryWorkers.start(
                database.source(),
                SETTINGS,
                client,
                database.secrets(),
                new DeliveryMetrics(new SimpleMeterRegistry()));
    }

    private long deliveries(String state) {
        return Long.parseLong(database.texts("select count(*) from delivery where state = ?", state)
                .getFirst());
    }

    private static ShiftConfirmed confirmed(String shiftId, long sequence) {
        return new ShiftConfirmed(shift(shiftId, AT), sequence, recorded(shiftId, AT.plusSeconds(60)));
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
