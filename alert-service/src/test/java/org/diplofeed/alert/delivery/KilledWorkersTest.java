package org.diplofeed.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.delivery.DeliveryBench.confirmed;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.Receiver;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A process with the workers is ended by SIGKILL, at the two places where that could lose or double something. */
class KilledWorkersTest {
    private final DeliveryBench bench = new DeliveryBench();
    private final AlertDatabase database = bench.database;

    @Test
    void a_process_killed_between_claim_and_send_loses_nothing_and_nothing_is_sent_twice()
            throws IOException, InterruptedException {
        try (var receiver = new Receiver()) {
            database.subscribe("sub_a", receiver.url().replace("127.0.0.1", "receiver.example"));
            var doomed = start(true);
            database.project(confirmed("s1", 1));
            eventually(() -> bench.deliveries("in_flight"), claimed -> claimed == 1);

            // when
            kill(doomed);

            // then
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
    void a_process_killed_between_send_and_completion_sends_again_under_the_same_id()
            throws IOException, InterruptedException, SQLException {
        // given: from the moment of the answer on, whoever completes has to wait for the endpoint
        try (var connection = database.source().getConnection();
                var lock = connection.prepareStatement("select from endpoint for update");
                var receiver = new Receiver().answering(nth -> {
                    if (nth == 1) {
                        hold(connection, lock);
                    }
                    return 204;
                })) {
            database.subscribe("sub_a", receiver.url().replace("127.0.0.1", "receiver.example"));
            database.project(confirmed("s1", 1));
            var doomed = start(false);
            eventually(receiver::received, received -> received.size() == 1);

            // when
            kill(doomed);
            connection.rollback();

            // then
            try (var _ = bench.workers()) {
                eventually(() -> bench.deliveries("delivered"), delivered -> delivered == 1);
            }
            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received().get(0).header("webhook-id"))
                    .isEqualTo(receiver.received().get(1).header("webhook-id"));
        }
    }

    private static void hold(Connection connection, PreparedStatement lock) {
        try {
            connection.setAutoCommit(false);
            lock.execute();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Process start(boolean hangs) throws IOException {
        var source = (PGSimpleDataSource) database.source();
        return DoomedWorkers.start(
                source.getURL(), String.valueOf(source.getUser()), String.valueOf(source.getPassword()), hangs);
    }

    private static void kill(Process doomed) throws InterruptedException {
        doomed.destroyForcibly();
        assertThat(doomed.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
