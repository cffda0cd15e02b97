package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;
import static org.diplofeed.alert.delivery.DeliveryBench.json;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.junit.jupiter.api.Test;

class DeliveryWorkersTest {
    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;

    @Test
    void an_alert_reads_whole_and_verifies_by_the_published_libraries() {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url(), "{\"holders\":[\"XAA\"]}", null, "active", false);
            database.project(confirmed("s1", 1));

            // when
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
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
    void a_failed_delivery_is_tried_again_under_the_same_id_and_logged() {
        try (var receiver = new Receiver().answering(nth -> nth == 1 ? 500 : 200)) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            try (var _ = bench.workers()) {
                eventually(
                        () -> bench.deliveries("pending"),
                        _ -> receiver.received().size() == 1);
                eventually(
                        () -> database.texts("select status from delivery_attempt"), log -> log.equals(List.of("500")));

                // when
                database.run("update delivery set due = clock_timestamp()");
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
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
    void two_workers_share_the_queue_and_deliver_each_alert_once() {
        try (var receiver = new Receiver()) {
            IntStream.range(0, 10).forEach(i -> database.subscribe("sub_" + i, receiver.url()));

            // when
            try (var _ = bench.workers();
                    var _ = bench.workers()) {
                for (int i = 1; i <= 20; i++) {
                    database.project(confirmed("s" + i, i));
                }
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 200);
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
    void workers_that_close_while_they_claim_end_what_they_claimed() {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            for (int i = 1; i <= 30; i++) {
                database.project(confirmed("s" + i, i));

                // when
                bench.workers().close();

                // then
                assertThat(bench.deliveries("in_flight"))
                        .as("after closing " + i)
                        .isZero();
                assertThat(bench.deliveries("delivered"))
                        .as("after closing " + i)
                        .isEqualTo(receiver.received().size());
            }
        }
    }

    @Test
    void a_target_that_is_gone_is_disabled_at_once_and_its_alerts_are_held() {
        try (var receiver = new Receiver().answering(_ -> 410)) {
            database.subscribe("sub_a", receiver.url());

            // when
            try (var _ = bench.workers()) {
                database.project(confirmed("s1", 1));
                eventually(() -> bench.deliveries("held"), held -> held == 1);
                database.project(confirmed("s2", 2));
            }

            // then
            assertThat(database.texts("select status || ' ' || status_reason from subscription"))
                    .containsExactly("disabled gone");
            assertThat(bench.deliveries("held")).isEqualTo(2);
            assertThat(receiver.received()).hasSize(1);
        }
    }
}
