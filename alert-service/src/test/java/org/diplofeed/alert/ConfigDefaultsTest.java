package org.diplofeed.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.diplofeed.alert.rebuild.RebuildConfig;
import org.diplofeed.alert.stream.StreamConfig;
import org.junit.jupiter.api.Test;

class ConfigDefaultsTest {
    @Test
    void alerts_are_made_and_delivered_by_these_defaults() {
        // when
        var config = read(AlertConfig.class);

        // then
        assertThat(config.targets().allow()).isEmpty();
        assertThat(config.targets().nameServers()).isEmpty();
        assertThat(config.targets().deadline()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.targets().answerCap()).isEqualTo(4_096);
        assertThat(config.delivery().batch()).isEqualTo(64);
        assertThat(config.delivery().slots()).isEqualTo(8);
        assertThat(config.delivery().reservedSlots()).isEqualTo(4);
        assertThat(config.delivery().lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.delivery().heartbeat()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.delivery().concurrency()).isEqualTo(512);
        assertThat(config.delivery().reservedConcurrency()).isEqualTo(256);
        assertThat(config.delivery().breaker()).isEqualTo(10);
        assertThat(config.delivery().poll()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.publicUrl()).isEqualTo("http://localhost:8083");
        assertThat(config.mail().from()).isEmpty();
        assertThat(config.projection().group()).isEqualTo("diplofeed-alert");
        assertThat(config.projection().batchSize()).isEqualTo(500);
        assertThat(config.projection().poll()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void streams_are_kept_by_these_defaults() {
        // when
        var config = read(StreamConfig.class);

        // then
        assertThat(config.most()).isEqualTo(10_000);
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void rebuilds_wait_by_these_defaults() {
        // when
        var config = read(RebuildConfig.class);

        // then
        assertThat(config.look()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.longestLag()).isEqualTo(500);
        assertThat(config.longestHold()).isEqualTo(Duration.ofSeconds(10));
    }

    /** With nothing set but what has no default. */
    private static <T> T read(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withDefaultValue("diplofeed.alert.secrets-key", "given")
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(mapping);
    }
}
