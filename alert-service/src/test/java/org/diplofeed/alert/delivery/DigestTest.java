package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;
import static org.diplofeed.alert.delivery.DeliveryBench.json;
import static org.diplofeed.alert.delivery.DeliveryBench.withdrawn;

import java.sql.SQLException;
import java.util.stream.StreamSupport;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.junit.jupiter.api.Test;

class DigestTest {
    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;

    @Test
    void what_came_during_a_pause_goes_out_in_one_digest_without_what_was_taken_back() {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            pause(true);
            try (var _ = bench.workers()) {
                database.project(confirmed("s1", 1), confirmed("s2", 2), confirmed("s3", 3), withdrawn("s2", 4));

                // when
                pause(false);
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
            }

            // then
            assertThat(receiver.received()).hasSize(1);
            var message = json(receiver.received().getFirst().body());
            assertThat(message.at("/type").asText()).isEqualTo("alert.digest");
            assertThat(message.at("/data/digestId").asText())
                    .isEqualTo(receiver.received().getFirst().header("webhook-id"));
            assertThat(StreamSupport.stream(message.at("/data/alerts").spliterator(), false))
                    .extracting(alert -> alert.at("/shiftId").asText())
                    .containsExactly("s1", "s3");
            assertThat(message.at("/data/alerts/0/evidence/0/quotes/0").asText())
                    .isNotEmpty();
        }
    }

    @Test
    void what_is_queued_when_a_pause_begins_waits_for_its_digest_and_is_no_attempt() {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            pause(true);
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("digested"), digested -> digested == 1);

                // when
                pause(false);
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
            }

            // then
            assertThat(receiver.received())
                    .extracting(r -> json(r.body()).at("/type").asText())
                    .containsExactly("alert.digest");
            assertThat(database.texts("select attempts from delivery where kind = 'alert'"))
                    .containsExactly("0");
            assertThat(database.texts("select in_flight || ' ' || failures from endpoint"))
                    .containsExactly("0 0");
        }
    }

    @Test
    void a_withdrawal_of_what_a_digest_told_goes_out_at_once_though_the_subscription_is_paused() {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            pause(true);
            database.project(confirmed("s1", 1), confirmed("s2", 2));
            pause(false);
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
                pause(true);

                // when
                database.project(withdrawn("s1", 3));
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 2);
            }

            // then
            assertThat(receiver.received())
                    .extracting(r -> json(r.body()).at("/type").asText())
                    .containsExactly("alert.digest", "alert.withdrawn");
        }
    }

    @Test
    void an_alert_that_falls_while_its_digest_waits_to_be_sent_is_left_out_and_nothing_is_told() throws SQLException {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        pause(true);
        database.project(confirmed("s1", 1));
        pause(false);
        new DigestQueue(database.source()).make();

        // when
        database.project(withdrawn("s1", 2));

        // then
        assertThat(database.texts("select kind || ' ' || state from delivery")).containsExactly("digest cancelled");
    }

    @Test
    void what_is_urgent_enough_goes_out_though_the_subscription_is_snoozed() {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        database.subscribe("sub_b", "http://127.0.0.1:9/");
        database.run("update subscription set timing = '{\"snoozedUntil\":\"2999-01-01T00:00:00Z\"}'");
        database.run("""
                update subscription set timing = '{"snoozedUntil":"2999-01-01T00:00:00Z","breakThroughUrgency":2}'
                 where subscription_id = 'sub_b'
                """);

        // when
        database.project(confirmed("s1", 1));

        // then
        assertThat(database.texts("select subscription_id from delivery")).containsExactly("sub_b");
        assertThat(database.texts("select subscription_id || ' ' || reason from digest_entry"))
                .containsExactly("sub_a SNOOZED");
        assertThat(database.texts("select due from digest_due"))
                .first()
                .asString()
                .startsWith("2999-01-01");
    }

    @Test
    void two_instances_make_one_digest() throws SQLException {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        pause(true);
        database.project(confirmed("s1", 1), confirmed("s2", 2));
        pause(false);

        // when
        boolean first = new DigestQueue(database.source()).make();
        boolean second = new DigestQueue(database.source()).make();

        // then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(database.texts("select count(*) from delivery")).containsExactly("1");
        assertThat(database.texts("select count(*) from digest_due")).containsExactly("0");
    }

    /** As the interface does it. */
    private void pause(boolean paused) {
        database.run("update subscription set paused = ?", paused);
        database.run("update digest_due set due = clock_timestamp()");
    }
}
