package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class RefusedEventTest {
    private static final RelaySettings QUICK = new RelaySettings(
            100, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(50));
    private static final String LARGE = "x".repeat(5_000);

    private static LogTopic topicThatTakes(int bytes) throws Exception {
        var topic = LogTopic.fresh(1);
        limit(topic, bytes);
        return topic;
    }

    private static void limit(LogTopic topic, int bytes) throws Exception {
        try (var admin = Admin.create(topic.kafka())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    @Test
    void a_stream_waits_in_order_for_its_refused_event_and_goes_on_when_the_broker_takes_it() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = topicThatTakes(2_000);
        database.append(topic.event("statement/a", "1"), topic.event("statement/a", LARGE));
        database.append(topic.event("statement/a", "3"), topic.event("statement/b", "1"));

        // when
        try (var relay = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("the others are published", () -> relay.depth() == 2 && relay.refusedStreams() == 1);
        }

        // then
        assertThat(topic.versions()).isEqualTo(Map.of("statement/a", List.of(1L), "statement/b", List.of(1L)));
        assertThat(RefusedEvent.list(database.source(), 10)).singleElement().satisfies(refused -> {
            assertThat(refused.streamId()).isEqualTo("statement/a");
            assertThat(refused.version()).isEqualTo(2);
            assertThat(refused.type()).isEqualTo("test.v1");
            assertThat(refused.waiting()).isEqualTo(2);
            assertThat(refused.attempts()).isPositive();
            assertThat(refused.fault()).contains(topic.name(), "5000 bytes", "max.message.bytes");
            assertThat(refused.nextAttempt()).isAfter(refused.lastRefused());
        });
        assertThat(Outbox.of(database.source()).refusedStreams()).isEqualTo(1);

        // when the limit is raised, and another relay asked to try at once
        limit(topic, 20_000);
        database.append(topic.event("statement/c", "1"));
        try (var relay = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("what is not refused is published", () -> relay.depth() == 2);
            assertThat(relay.refusedStreams()).isEqualTo(1);
            assertThat(RefusedEvent.retry(database.source(), "statement/a")).isTrue();
            Await.until("all is published", () -> relay.depth() == 0 && relay.refusedStreams() == 0);
        }

        // then
        assertThat(topic.versions().get("statement/a")).containsExactly(1L, 2L, 3L);
        assertThat(RefusedEvent.list(database.source(), 10)).isEmpty();
        assertThat(database.number("select count(*) from relay_refusal")).isZero();
    }

    @Test
    void a_limit_that_is_lowered_under_a_relay_holds_back_what_is_too_large_alone() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        var impatient = new RelaySettings(
                100, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(50));
        try (var relay = Relay.start(database.source(), topic.kafka(), impatient)) {
            database.append(topic.event("statement/before", "1"));
            Await.until("it publishes", () -> relay.depth() == 0);

            // when
            limit(topic, 2_000);
            var events = new ArrayList<NewEvent>();
            for (int i = 0; i < 50; i++) {
                events.add(topic.event("statement/" + i, "y".repeat(300)));
            }
            events.add(topic.event("statement/large", LARGE));
            database.append(events.toArray(NewEvent[]::new));

            // then
            Await.until("all but one are published", () -> relay.depth() == 1 && relay.refusedStreams() == 1);
            assertThat(RefusedEvent.list(database.source(), 10))
                    .extracting(RefusedEvent::streamId)
                    .containsExactly("statement/large");
        }
    }

    @Test
    void an_attempt_that_is_refused_again_is_counted_and_changes_nothing_else() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = topicThatTakes(2_000);
        database.append(topic.event("statement/a", LARGE));

        // when
        try (var relay = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("it is refused", () -> relay.refusedStreams() == 1);
            var first = RefusedEvent.list(database.source(), 10).getFirst();
            assertThat(RefusedEvent.retry(database.source(), "statement/a")).isTrue();
            Await.until(
                    "it is refused again",
                    () -> RefusedEvent.list(database.source(), 10).getFirst().attempts() > first.attempts());

            // then
            var again = RefusedEvent.list(database.source(), 10).getFirst();
            assertThat(again.firstRefused()).isEqualTo(first.firstRefused());
            assertThat(again.lastRefused()).isAfter(first.lastRefused());
            assertThat(relay.depth()).isEqualTo(1);
        }
        assertThat(topic.versions()).isEmpty();
    }

    @Test
    void what_is_not_refused_cannot_be_tried_again() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        database.append(topic.event("statement/a", "1"));

        // when
        boolean tried = RefusedEvent.retry(database.source(), "statement/a");

        // then
        assertThat(tried).isFalse();
    }
}
