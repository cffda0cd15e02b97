package org.diplofeed.web.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The broker that the log is on. */
@ConfigMapping(prefix = "diplofeed.kafka")
public interface KafkaConfig {
    /** Where the brokers are: {@code host:port,host:port}. */
    @WithDefault("localhost:9092")
    @NotBlank
    String bootstrapServers();

    /** What the names of the topics begin with. */
    @WithDefault("diplofeed.")
    String topicPrefix();

    /** Partitions of a topic that is created. */
    @WithDefault("12")
    @Positive
    @Max(1_000)
    int partitions();

    /** Copies of each partition of a topic that is created. */
    @WithDefault("1")
    @Positive
    @Max(9)
    int replication();

    /** How long one attempt to reach the brokers takes at most. */
    @WithDefault("10s")
    Duration timeout();

    /** Further settings of the Kafka clients, such as those for TLS, by their own names. */
    Map<String, String> client();

    /** What every Kafka client is given. */
    static Map<String, Object> clientSettings(KafkaConfig kafka) {
        var settings = new HashMap<String, Object>(kafka.client());
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return settings;
    }
}
