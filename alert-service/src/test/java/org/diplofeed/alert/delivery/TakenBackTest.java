package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;
import static org.diplofeed.alert.delivery.DeliveryBench.AT;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;
import static org.diplofeed.alert.delivery.DeliveryBench.json;
import static org.diplofeed.alert.delivery.DeliveryBench.withdrawn;

import java.sql.SQLException;
import java.util.List;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

class TakenBackTest {
    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;

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
        var claimed = bench.queue().claim(false, 64);

        // then
        assertThat(claimed).hasSize(1);
        assertThat(claimed.getFirst().webhookId())
                .isEqualTo(database.texts("select alert_id from alert where sequence = 3")
                        .getFirst());
    }

    @Test
    void what_takes_back_an_alert_that_was_sent_passes_mutes_and_quiet_hours_and_what_was_muted_leaves_no_trace()
            throws SQLException {
        // given
        database.subscribe("sub_a", "http://127.0.0.1:9/");
        database.project(confirmed("s1", 1));
        database.run("update delivery set state = 'delivered', attempts = 1");
        database.run("""
                update subscription set timing = '{"mutes": [{"holder": "XAA", "until": "2999-01-01T00:00:00Z"}],
                                                   "quietHours": {"zone": "UTC", "from": "00:00", "to": "23:59"}}'
                """);
        database.project(confirmed("s2", 2));
        var muted = database.texts("select reason from digest_entry");

        // when
        database.project(withdrawn("s1", 3), withdrawn("s2", 4));

        // then
        var claimed = bench.queue().claim(false, 64);
        assertThat(muted).containsExactly("MUTED");
        assertThat(claimed).hasSize(1);
        assertThat(claimed.getFirst().isSilenced(claimed.getFirst().claimedAt()))
                .isFalse();
        assertThat(claimed.getFirst().alerts().getFirst().head().aboutId()).isEqualTo("s1");
        assertThat(database.texts("select reason from digest_entry")).isEmpty();
    }

    @Test
    void a_withdrawal_follows_its_original_and_never_overtakes_it() throws SQLException {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url());
            database.project(confirmed("s1", 1));
            var queue = bench.queue();
            var original = queue.claim(false, 10).getFirst();

            // when
            database.project(new ShiftWithdrawn(shift("s1", AT), 2, retracted("s1", AT.plusSeconds(600))));

            // then
            assertThat(queue.claim(false, 10)).isEmpty();
            queue.complete(List.of(bench.sender().attempt(original, System.nanoTime())));
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 2);
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
            var queue = bench.queue();
            var original = queue.claim(false, 10).getFirst();
            database.project(new ShiftWithdrawn(shift("s1", AT), 2, retracted("s1", AT.plusSeconds(600))));

            // when
            queue.complete(List.of(bench.sender().attempt(original, System.nanoTime())));

            // then
            assertThat(database.texts("select state from delivery order by position"))
                    .containsExactly("cancelled", "pending");
        }
    }
}
