package org.diplofeed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.diplofeed.ingest.audit.AuditConfig;
import org.diplofeed.ingest.desk.DeskConfig;
import org.diplofeed.ingest.publish.OutboxConfig;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    @Test
    void the_desk_has_its_documented_defaults() {
        var desk = defaults(DeskConfig.class);

        assertThat(desk.batchSize()).isEqualTo(256);
        assertThat(desk.linger()).isEqualTo(Duration.ofMillis(2));
        assertThat(desk.queueCapacity()).isEqualTo(4096);
        assertThat(desk.lanes()).isEqualTo(2);
        assertThat(desk.bulkChunk()).isEqualTo(500);
        assertThat(desk.bulkLanes()).isEqualTo(2);
        assertThat(desk.transactionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(desk.patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(desk.embargoPoll()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void the_outbox_has_its_documented_defaults() {
        var outbox = defaults(OutboxConfig.class);

        assertThat(outbox.bound()).isEqualTo(1_000_000);
        assertThat(outbox.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(outbox.watermarks()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void the_audit_has_its_documented_defaults() {
        var audit = defaults(AuditConfig.class);

        assertThat(audit.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(audit.most()).isEqualTo(1_000_000);
        assertThat(audit.queue()).isEqualTo(20_000);
        assertThat(audit.flush()).isEqualTo(Duration.ofMillis(500));
    }

    private static <T> T defaults(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, DefaultsTest::duration)
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    /** As Quarkus reads durations: {@code 2ms}, {@code 10s}. */
    private static Duration duration(String text) {
        return new DurationConverter().convert(text);
    }
}
