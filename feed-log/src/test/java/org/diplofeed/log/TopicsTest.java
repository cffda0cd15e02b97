package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.diplofeed.testkit.TestBroker;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", TestBroker.bootstrapServers());
    }

    @Test
    void a_topic_that_exists_keeps_its_partitions() {
        // given
        var topic = LogTopic.fresh(3);

        // when
        Topics.ensure(topic.kafka(), List.of(topic.name()), 5, 1, TIMEOUT);

        // then
        assertThat(topic.records()).isEmpty();
    }

    @Test
    void a_topic_that_would_lose_events_is_refused_by_name_and_setting() throws Exception {
        // given
        var name = TestBroker.topicPrefix() + "short-lived";
        try (var admin = Admin.create(kafka())) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)
                            .configs(Map.of("retention.ms", "1000", "retention.bytes", "-1"))))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        }

        // when, then
        assertThatThrownBy(() -> Topics.ensure(kafka(), List.of(name), 1, 1, TIMEOUT))
                .isInstanceOf(Topics.TopicsUnfit.class)
                .hasMessageContaining(name + " has retention.ms=1000");
    }

    @Test
    void a_broker_that_does_not_answer_is_not_waited_for_beyond_the_deadline() {
        // given
        var nobody = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:1");

        // when, then
        assertThatThrownBy(() -> Topics.ensure(nobody, List.of("any"), 1, 1, Duration.ofMillis(500)))
                .isInstanceOf(Topics.TopicsUnfit.class);
    }
}
