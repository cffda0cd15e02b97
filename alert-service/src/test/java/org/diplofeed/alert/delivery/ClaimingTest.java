package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.delivery.DeliveryBench.SETTINGS;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.diplofeed.alert.target.RawServer;
import org.diplofeed.events.FeedEvent;
import org.junit.jupiter.api.Test;

class ClaimingTest {
    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;

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
            try (var _ = bench.workers()) {
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
        var queue = bench.queue();

        // when
        var claimed = queue.claim(false, 10);

        // then
        assertThat(claimed)
                .extracting(c -> c.alerts().getFirst().head().sequence())
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
        var queue = bench.queue();

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
        var claimed = bench.queue().claim(false, 10);

        // then
        assertThat(claimed).hasSize(1);
    }
}
