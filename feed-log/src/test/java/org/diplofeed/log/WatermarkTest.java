package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.testkit.TestBroker;
import org.junit.jupiter.api.Test;

/** A watermark promises no more than what is on the log, whatever is under way. */
class WatermarkTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void an_event_that_waits_to_be_published_is_not_promised() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var waiting = database.append(new NewEvent("a/1", "t", Map.of(), new byte[] {1}))
                .getFirst()
                .recordedTime();

        // when
        var watermark = LedgerWatermark.read(database.source(), TIMEOUT);

        // then
        assertThat(watermark).hasValueSatisfying(time -> assertThat(time).isBefore(waiting));
    }

    @Test
    void an_append_under_way_holds_the_promise_back_and_a_foreign_transaction_does_not() throws Exception {
        // given
        var database = LogDatabase.fresh();
        try (var foreign = database.source().getConnection();
                var appending = database.source().getConnection()) {
            foreign.setAutoCommit(false);
            foreign.createStatement().execute("select txid_current()");
            var quiet = LedgerWatermark.read(database.source(), TIMEOUT).orElseThrow();
            appending.setAutoCommit(false);
            var recorded = new EventLedger()
                    .append(appending, List.of(new NewEvent("a/1", "t", Map.of(), new byte[] {1})))
                    .getFirst()
                    .recordedTime();

            // when
            var held = LedgerWatermark.read(database.source(), TIMEOUT).orElseThrow();

            // then
            assertThat(held).isBefore(recorded);
            appending.rollback();
            assertThat(LedgerWatermark.read(database.source(), TIMEOUT).orElseThrow())
                    .isAfter(recorded)
                    .isAfter(quiet);
        }
    }

    @Test
    void who_has_read_the_log_to_its_end_learns_that_it_is_complete() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(3);
        var progress = TestBroker.topicPrefix() + "progress";
        var recorded = database.append(topic.event("a/1", "one"), topic.event("b/1", "two"))
                .getLast()
                .recordedTime();
        try (var relay = Relay.start(database.source(), topic.kafka(), RelaySettings.defaults());
                var sender = WatermarkSender.start(
                        database.source(), topic.kafka(), progress, List.of(topic.name()), 1, Duration.ofMillis(50));
                var reader = WatermarkReader.start(topic.kafka(), progress)) {
            assertThat(relay).isNotNull();
            assertThat(sender).isNotNull();

            // when
            Await.until("two events are published", () -> topic.records().size() == 2);
            var ends = new HashMap<TopicPartition, Long>();
            topic.records()
                    .forEach(event -> ends.merge(
                            new TopicPartition(topic.name(), event.partition()), event.offset() + 1, Math::max));
            Await.until(
                    "a watermark covers them",
                    () -> reader.reached(ends)
                            .filter(time -> !time.isBefore(recorded))
                            .isPresent());

            // then
            assertThat(reader.reached(Map.of()).orElse(Instant.EPOCH)).isBefore(recorded);
        }
    }
}
