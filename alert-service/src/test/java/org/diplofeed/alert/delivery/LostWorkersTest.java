package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.delivery.DeliveryBench.SHORT_LEASE;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;

import java.sql.SQLException;
import java.util.List;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.junit.jupiter.api.Test;

class LostWorkersTest {
    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;

    @Test
    void a_worker_that_dies_between_claim_and_send_loses_nothing_and_sends_nothing_twice() throws SQLException {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));

            // when
            var claimed = new DeliveryQueue(database.source(), SHORT_LEASE).claim(false, 10);

            // then
            assertThat(claimed).hasSize(1);
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
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
            bench.sender().attempt(claimed, System.nanoTime());

            // then
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
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
        var held = bench.queue().claim(false, 10).getFirst();

        // when
        slow.complete(List.of(bench.sender().attempt(lost, System.nanoTime())));

        // then
        assertThat(database.texts("select state || ' ' || claim from delivery"))
                .containsExactly("in_flight " + held.claim());
        assertThat(database.texts("select in_flight from endpoint")).containsExactly("1");
    }
}
