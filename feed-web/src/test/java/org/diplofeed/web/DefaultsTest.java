package org.diplofeed.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.diplofeed.web.broker.KafkaConfig;
import org.diplofeed.web.rate.RateLimitConfig;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    @Test
    void the_broker_has_its_documented_defaults() {
        // when
        var kafka = defaults(KafkaConfig.class);

        // then
        assertThat(kafka.bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(kafka.topicPrefix()).isEqualTo("diplofeed.");
        assertThat(kafka.partitions()).isEqualTo(12);
        assertThat(kafka.replication()).isEqualTo(1);
        assertThat(kafka.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(kafka.client()).isEmpty();
    }

    @Test
    void the_rate_limit_has_its_documented_defaults() {
        // when
        var limit = defaults(RateLimitConfig.class);

        // then
        assertThat(limit.enabled()).isTrue();
        assertThat(limit.quota()).isEqualTo(300_000);
        assertThat(limit.anonymousQuota()).isEqualTo(30_000);
        assertThat(limit.window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(limit.clients()).isEqualTo(100_000);
    }

    private static <T> T defaults(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, DefaultsTest::duration)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    /** As Quarkus reads durations: {@code 2ms}, {@code 1m}. */
    private static Duration duration(String text) {
        return new DurationConverter().convert(text);
    }
}
